import { IORef } from 'fp-ts/lib/IORef.js'
import { Either as E } from '../../../src/fp.ts'
import { compile, f32, fold, fromFlat, initialize, item, key } from '../../../src/index.ts'
import type { Trees } from '../../../src/net.ts'
import type { Scalar, Shape, Tensor } from '../../../src/tensor.ts'
import type { SomeBatch, SomeState, SomeStep } from '../../case.ts'
import { stepped } from '../kernels/repeat.ts'
import { trainingNumbers } from '../numbers.ts'
import { networkStart, type NetworkStart } from '../our-networks.ts'
import { stepOf } from '../our-step.ts'
import type { Bench, OpenPeer, Peer } from '../peer.ts'
import type { Task, Training } from '../task.ts'
import { versionIn } from '../versions.ts'
import { productsBench } from './pullback-products.ts'

/** So many steps on one batch: the last state and the last loss. */
type Take = (state: SomeState, batch: SomeBatch, count: number) => readonly [SomeState, Scalar | undefined]

/** A way to run a step. */
interface Way {
  readonly training: (step: SomeStep) => { readonly take: Take; readonly dispose: () => void }
  /** how many threads products are shared by; `undefined` where this way is of no use to them, 0 for the eager engine */
  readonly productThreads: number | undefined
}

/** Each step a call of its own, as in a loop of the user's. */
const calls = (step: (state: SomeState, batch: SomeBatch) => ReturnType<SomeStep>): Take => (state, batch, count) => {
  const [last, { loss }] = stepped(count, state, (s: SomeState) => step(s, batch))
  return [last, loss]
}

/** All steps in one call. */
const folds = (step: (state: SomeState, batch: SomeBatch) => ReturnType<SomeStep>): Take => (state, batch, count) => {
  const [last, metrics] = fold(step)(state, Array.from({ length: count }, () => batch))
  return [last, metrics[metrics.length - 1]?.loss]
}

const eager: Way = { training: (step) => ({ take: calls(step), dispose: () => undefined }), productThreads: 0 }

const compiled = (threads: number, take: (step: SomeStep) => Take): Way => ({
  training: (step) => {
    const own = compile(step, { threads })
    return { take: take(own), dispose: own.dispose }
  },
  productThreads: take === calls ? threads : undefined,
})

/** A step that is taken again and again from a first state, on one batch. */
const stepBench = ({ step, first, batch }: NetworkStart, way: Way): Bench => {
  const { take, dispose } = way.training(step)
  const state = new IORef(first)
  return {
    restart: state.write(first),
    step: (count) => {
      const [last, loss] = take(state.read(), batch, count)
      state.write(last)()
      return loss === undefined ? NaN : item(loss)
    },
    dispose,
  }
}

const trainingStart = (task: Training): NetworkStart => {
  const [step, { layers, x, labels }] = [stepOf(task), trainingNumbers(task)]
  const params: Trees = layers.map(({ inputs, units, w, b }) => ({ w: floats([inputs, units], w), b: floats([units], b) }))
  return { step, first: { ...initialize(step, key(0)), params }, batch: { x: floats(step.net.in, x), labels: floats(step.net.out, labels) } }
}

const floats = (shape: Shape, numbers: Float32Array): Tensor => fromFlat(shape as readonly [], numbers)

/** Whether the compiled engine runs on this platform: elsewhere `compile` falls back to the eager one. */
const engineRuns = (): E.Either<string, unknown> => E.tryCatch(() => {
  const twice = compile((ops) => (x: Scalar) => ops.add(x, x), { threads: 1 })
  twice(f32.fill([], 1))
  twice.plan()
  twice.dispose()
}, (error) => `the compiled engine does not run here: ${error instanceof Error ? error.message : String(error)}`)

const opened = (name: string, { training, productThreads }: Way): OpenPeer => ({
  name,
  version: versionIn(new URL('../../../package.json', import.meta.url)),
  prepare: async (task: Task) => task.kind === 'training' ? stepBench(trainingStart(task), { training, productThreads })
    : task.kind === 'network' ? stepBench(networkStart(task), { training, productThreads })
    : productThreads === undefined ? undefined : productsBench(task, productThreads),
  close: () => undefined,
})

const peer = (name: string, way: Way): Peer => ({
  name,
  open: async () => E.map(() => opened(name, way))(way === eager ? E.right(undefined) : engineRuns()),
})

/** This library: the eager engine, and the compiled one on one thread and on two, step by step and folded. */
export const pullback: readonly Peer[] = [
  peer('pullback 1 thread', compiled(1, calls)),
  peer('pullback 2 threads', compiled(2, calls)),
  peer('pullback fold 1 thread', compiled(1, folds)),
  peer('pullback fold 2 threads', compiled(2, folds)),
  peer('pullback eager', eager),
]
