/**
 * The first steps of the digits training run on any engine: prints, as one line of JSON, the SHA-256 of the weights after
 * each of four ways to run it, and what there was of threads.
 *
 *     node --import tsx digits.ts        bun digits.ts        deno run -A digits.ts
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { batchesOf, type DigitsStep, digitsStep, splitDigits, toBatch } from '../../../../src/cli/digits-classifier.ts'
import { readDigits } from '../../../../src/data/digits.ts'
import { machineOfProcess } from '../../../../src/engines/wasm/host/machine.ts'
import { compile, fold, foldIn, hashTree, initialize, key } from '../../../../src/index.ts'

/** The run that `npm start` makes: its settings are the defaults of the command. */
const [SEED, EPOCHS, LEARNING_RATE] = [42, 30, 0.5]
/** The eager engine takes so many steps; the compiled one takes all of them. */
const EAGER_STEPS = 100

const digits = await readDigits('src/data/digits.csv.gz')()
if (digits._tag === 'Left') throw new Error('the digits cannot be read')
const step = digitsStep(LEARNING_RATE)
const batches = batchesOf(foldIn(key(SEED), 2), splitDigits(foldIn(key(SEED), 1), digits.right).training, EPOCHS).map(toBatch)
const first = initialize(step, foldIn(key(SEED), 0))
const weights = (run: DigitsStep, steps: number): string => hashTree(fold(run)(first, batches.slice(0, steps))[0].params)
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
