import type { Trees } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import type { Tensor, Tree } from '../../tensor.ts'
import type { Batch, TrainState } from '../../train/state.ts'
import type { StepProgram } from '../../train/step.ts'
import * as tree from '../../tree.ts'
import { f32 } from '../eager/index.ts'
import { recorder } from '../listen/kernels/recorder.ts'

/** One named value of a worked example. */
export interface Line {
  readonly part: 'given' | 'computed' | 'updated'
  /** the place and the name, such as `0.dense.dw` */
  readonly label: string
  /** how it is computed, such as `dw = x^T dy` */
  readonly formula?: string
  readonly tensor: Tensor
}

/** The same engine, telling every value that the program names. */
export const telling = (ops: Ops, tell: (line: Line) => void): Ops => ({
  ...ops,
  note: (label, x, formula) => {
    tell({ part: 'computed', label, tensor: x, ...(formula === undefined ? {} : { formula }) })
    return x
  },
})

/**
 * One training step as a worked example: what is given, every intermediate value of the forward and the backward pass in
 * the order in which they are computed, and every updated parameter. `ops` is the engine to compute with: f32 when left out.
 */
export const explain = <P extends Trees, S extends Trees, O extends Tree, A extends Tensor, T extends Tensor>(
  step: { readonly program: StepProgram<P, S, O, A, T> }, state: TrainState<P, S, O>, batch: Batch<A, T>, ops: Ops = f32,
): readonly Line[] => {
  const { tell, heard } = recorder<Line>()
  const [next] = step.program(telling(ops, tell))(state, batch)
  const named = (part: Line['part'], t: Tree): readonly Line[] => tree.leaves(t).map(({ path, tensor }) => ({ part, label: path, tensor }))
  return [...named('given', batch), ...named('given', state.params), ...heard(), ...named('updated', next.params)]
}
