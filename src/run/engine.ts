import { compile } from '../engines/wasm/compile.ts'
import { f32 } from '../engines/eager/index.ts'
import type { Trees } from '../net.ts'
import type { Ops } from '../ops.ts'
import type { Key, Tensor } from '../tensor.ts'
import { fold } from '../train/fold.ts'
import { differentiate } from '../train/gradients.ts'
import type { SomeBatch, SomeState, SomeStep } from '../train/some-step.ts'
import type { Metrics } from '../train/state.ts'

/** What computes a run. It changes no bit. */
export interface EngineChoice {
  readonly kind: 'compiled' | 'eager'
  /** of the compiled engine: as many as are worth it when left out */
  readonly threads?: number
}

/** A training step on an engine. */
export interface RunEngine {
  /** `compiled, 2 threads` */
  readonly name: string
  readonly advance: (state: SomeState, batches: Iterable<SomeBatch>) => readonly [SomeState, readonly Metrics[]]
  /** the gradients of the parameters on a batch, as the next step would see them */
  readonly gradients: (state: SomeState, batch: SomeBatch) => Trees
  /** ends what the engine holds */
  readonly dispose: () => void
}

const gradientsOf = ({ net, loss }: SomeStep) => (ops: Ops) =>
  (params: Trees, state: Trees, key: Key, x: Tensor, labels: Tensor): Trees =>
    differentiate(net, loss)(ops, { key, train: true })(params, state, { x, labels }).gradients

/** The engine that was chosen, ready to run a step; or one that is ready. */
export const engineFor = (step: SomeStep, choice: EngineChoice | RunEngine = { kind: 'compiled' }): RunEngine => {
  // One that is ready belongs to the caller, who may use it again.
  if ('advance' in choice) return { ...choice, dispose: () => undefined }
  const { kind, threads } = choice
  const asked = (gradients: (params: Trees, state: Trees, key: Key, x: Tensor, labels: Tensor) => Trees): RunEngine['gradients'] =>
    ({ params, state, key, step: number }, { x, labels }) => gradients(params, state, f32.foldIn(key, number), x, labels)
  if (kind === 'eager') {
    return { name: 'eager', advance: fold(step), gradients: asked(gradientsOf(step)(f32)), dispose: () => undefined }
  }
  const options = threads === undefined ? {} : { threads }
  const [compiled, gradients] = [compile(step, options), compile(gradientsOf(step), options)]
  const count = compiled.threads()
  return {
    name: `compiled, ${count} ${count === 1 ? 'thread' : 'threads'}`,
    advance: fold(compiled),
    gradients: asked(gradients),
    dispose: () => {
      compiled.dispose()
      gradients.dispose()
    },
  }
}
