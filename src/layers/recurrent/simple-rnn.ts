import type { Stateful } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { multiply } from '../../shape/digits.ts'
import type { FixedSize, Float } from '../../tensor.ts'
import { slopedTanh } from './gate-activation.ts'
import { addGates, type AllGates, type PerGate } from './gates.ts'
import { type Cell, type Course, recurrence } from './recurrence.ts'
import { recurrentProduct, type RecurrentProduct } from './recurrent-product.ts'
import {
  type Carried, type RecurrentLayer, recurrentStage, type RecurrentStage, type RecurrentWeights, statefulRecurrentStage, type StatefulRecurrentStage,
} from './recurrent-stage.ts'
import { before, projected, type Row, type Sequences, turned } from './sequence.ts'
import { completed, firstWeights, type RecurrentSettings } from './settings.ts'

type Biases<U extends number> = Float<readonly [AllGates<1, U>]>

/** `w [I, U]`, `u [U, U]`, `b [U]`. */
export type SimpleRnn<I extends number, U extends number> = RecurrentWeights<1, I, U, Biases<U>>

/** What is carried from step to step: the output. */
export type SimpleRnnState<N extends number, U extends number> = Carried<'h', N, U>

/** One step, and the way back. */
const simpleRnnCell = <N extends number, U extends number>(
  ops: Ops, product: RecurrentProduct<N, U, 1>,
): Cell<Row<N, U>, readonly [], PerGate<1, Row<N, U>>, PerGate<1, Row<N, U>>> => ({
  step: ([h], z) => {
    const [a] = addGates<1, readonly [N, U]>(ops, z, product.of(h))
    const [y, slope] = slopedTanh(ops)(a)
    return [[y], [slope]]
  },
  back: ([dh], [slope]) => {
    const da: PerGate<1, Row<N, U>> = [ops.mul(dh, slope)]
    return [[product.back(da)], da]
  },
})

/**
 * A simple recurrent network along the second axis, `[N, T, I] → [N, T, U]`, from h = 0: `y[t] = h' = tanh(x[t] w + h u + b)`.
 *
 * Back, from the last step: `da = dh' (1 − h'²)`, `dh = da uᵀ`. Over all steps together `dw = xᵀ da`, `du = hᵀ da`, `db = Σ da`,
 * `dx = da wᵀ`.
 *
 * Defaults are those of Keras (w Glorot uniform, u orthogonal). A step that `env.mask` does not count carries h on. With `stateful`, h
 * stays in the network's state from batch to batch, and gradients are cut there (truncated backpropagation). Throws `Misuse` for a mask
 * of another shape than `[N, T]`.
 *
 * Elman, "Finding structure in time", 1990; Keras and TensorFlow.js, `SimpleRNNCell`.
 */
export function simpleRnn<const U extends number>(
  units: U & FixedSize<U>, settings: RecurrentSettings & { readonly stateful: true }): StatefulRecurrentStage<1, U, Biases<U>, 'h'>
export function simpleRnn<const U extends number>(
  units: U & FixedSize<U>, settings?: RecurrentSettings & { readonly stateful?: false }): RecurrentStage<1, U, Biases<U>>
export function simpleRnn<const U extends number>(units: U & FixedSize<U>, settings: RecurrentSettings = {}) {
  const [u, shared]: [U, Required<RecurrentSettings>] = [units, completed(settings)]
  const layer: RecurrentLayer<1, U, Biases<U>, 'h'> = {
    kind: 'simpleRnn', settings: { units: u }, units: u, carries: ['h'],
    init: (i) => (ops, key) => ({ ...firstWeights(shared, 1, u)(ops, key, i), b: shared.bias(ops, ops.foldIn(key, 2), [multiply(1, u)]) }),
    along: <N extends number, T extends number, I extends number>(
      ops: Ops, course: Course<T, N>,
    ): Stateful<SimpleRnn<I, U>, SimpleRnnState<N, U>, Sequences<N, T, I>, Sequences<N, T, U>> => (q, r, x) => {
      const input = projected<N, T, I, U, 1>(ops, 1, u, q.w, q.b, x)
      const product = recurrentProduct<N, U, 1>(ops, 1, u, q.u)
      const { last: [h], hs, back } = recurrence(ops, x.shape[1], simpleRnnCell(ops, product), [r.h], input.zs, course)
      return [ops.note('y', turned(ops, hs), 'y[t] = tanh(x[t] w + h u + b)'), { h }, (dy) => {
        const das = back(turned(ops, dy))
        const { w, b, x: dx } = input.back(das)
        const du = product.gradient(before(ops, r.h, hs, course.reverse), das)
        return [
          { w: ops.note('dw', w, 'dw = x^T da'), u: ops.note('du', du, 'du = h^T da'), b: ops.note('db', b, 'db = sum da') },
          ops.note('dx', dx, 'dx = da w^T'),
        ]
      }]
    },
  }
  return shared.stateful ? statefulRecurrentStage(layer, shared.reverse) : recurrentStage(layer, shared.reverse)
}
