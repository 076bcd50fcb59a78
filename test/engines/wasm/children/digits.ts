/**
 * The first steps of the digits training run on any engine: prints, as one line of JSON, the SHA-256 of the weights after
 * each of four ways to run it, and what there was of threads.
 *
 *     node --import tsx digits.ts        bun digits.ts        deno run -A digits.ts
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { digits } from '../../../../src/cli/experiments/digits.ts'
import { machineOfProcess } from '../../../../src/engines/wasm/host/machine.ts'
import { compile, fold, hashTree } from '../../../../src/index.ts'
import { prepare } from '../../../../src/run/session.ts'
import type { SomeStep } from '../../../../src/train/some-step.ts'

/** The run that `npm start` makes. */
const SEED = 42
/** The eager engine takes so many steps; the compiled one takes all of them. */
const EAGER_STEPS = 100

const prepared = await prepare({ experiment: digits, source: { kind: 'shipped', name: 'digits' }, seed: SEED })()
if (prepared._tag === 'Left') throw new Error('the digits cannot be read')
const { first, training: { step, steps, batches: stream } } = prepared.right
const batches = [...stream.from(0, steps)]
const weights = (run: SomeStep, steps: number): string => hashTree(fold(run)(first, batches.slice(0, steps))[0].params)
const ready = (): number => machineOfProcess()?.readyThreads() ?? 0

const [one, two] = [compile(step, { threads: 1 }), compile(step, { threads: 2, worthSharing: 0 })]
two(first, batches[0]!)
while (ready() < 2) await sleep(5)
console.log(JSON.stringify({
  steps: batches.length,
  short: { eager: weights(step, EAGER_STEPS), 'one thread': weights(one, EAGER_STEPS), 'two threads': weights(two, EAGER_STEPS) },
  whole: { 'one thread': weights(one, batches.length), 'two threads': weights(two, batches.length) },
  ready: ready(),
}))
one.dispose()
two.dispose()
