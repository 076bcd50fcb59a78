import { ones } from '../../initializers/constant.ts'
import type { Stateful } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { multiply } from '../../shape/digits.ts'
import type { FixedSize, Float } from '../../tensor.ts'
import { gateOf, type RecurrentActivation, type Sloped, slopedTanh } from './gate-activation.ts'
import { addGates, type AllGates, cutGates, joinGates, type PerGate } from './gates.ts'
import { type Cell, type Course, recurrence } from './recurrence.ts'
import { recurrentProduct, type RecurrentProduct } from './recurrent-product.ts'
import {
  type Carried, type RecurrentLayer, recurrentStage, type RecurrentStage, type RecurrentWeights, statefulRecurrentStage, type StatefulRecurrentStage,
} from './recurrent-stage.ts'
import { before, projected, type Row, type Sequences, turned } from './sequence.ts'
import { completed, firstWeights, type RecurrentSettings } from './settings.ts'

type Biases<U extends number> = Float<readonly [AllGates<4, U>]>

/** The gates side by side in the order i, f, c, o: `w [I, 4 U]`, `u [U, 4 U]`, `b [4 U]`. */
export type Lstm<I extends number, U extends number> = RecurrentWeights<4, I, U, Biases<U>>

/** What is carried from step to step: the output h and the cell c. */
export type LstmState<N extends number, U extends number> = Carried<'h' | 'c', N, U>

/** What an LSTM may be told. */
export interface LstmSettings extends RecurrentSettings {
  /** how i, f and o open: sigmoid when left out */
  readonly recurrentActivation?: RecurrentActivation
  /** whether the biases of f begin at 1, so that an untrained cell remembers; true when left out */
  readonly unitForgetBias?: boolean
}

/** One step, and the way back. What is kept are f and the slopes of c' and h' by everything that they are made of. */
const lstmCell = <N extends number, U extends number>(
  ops: Ops, gate: Sloped, product: RecurrentProduct<N, U, 4>,
): Cell<Row<N, U>, readonly [Row<N, U>], PerGate<4, Row<N, U>>, PerGate<6, Row<N, U>>> => ({
  step: ([h, c], z) => {
    const [ai, af, ag, ao] = addGates<4, readonly [N, U]>(ops, z, product.of(h))
    const [[i, di], [f, df], [g, dg], [o, dO]] = [gate(ai), gate(af), slopedTanh(ops)(ag), gate(ao)]
    const next = ops.add(ops.mul(f, c), ops.mul(i, g))
    const [y, dy] = slopedTanh(ops)(next)
    return [[ops.mul(o, y), next], [f, ops.mul(g, di), ops.mul(c, df), ops.mul(i, dg), ops.mul(y, dO), ops.mul(o, dy)]]
  },
  back: ([dh, dNext], [f, byI, byF, byG, byO, byC]) => {
    const dc = ops.add(dNext, ops.mul(dh, byC))
    const da: PerGate<4, Row<N, U>> = [ops.mul(dc, byI), ops.mul(dc, byF), ops.mul(dc, byG), ops.mul(dh, byO)]
    return [[product.back(da), ops.mul(dc, f)], da]
  },
})

/**
 * A long short-term memory along the second axis, `[N, T, I] → [N, T, U]`, from h = c = 0:
 *
 * `i, f, o = σ(x w + h u + b)` and `g = tanh(x w + h u + b)`, each with its own columns of w, u and b, in the order i, f, g, o;
 * `c' = f c + i g`, `h' = o tanh c'`, `y[t] = h'`.
 *
 * Back, from the last step: `dc' += dh' o (1 − tanh² c')`; da of a gate is its slope times `dc' g`, `dc' c`, `dc' i` or `dh' tanh c'`;
 * `dh = Σ da uᵀ`, `dc = dc' f`. Over all steps together `dw = xᵀ da`, `du = hᵀ da`, `db = Σ da`, `dx = da wᵀ`.
 *
 * Defaults are those of Keras; tf.layers opens its gates by `tfjsHardSigmoid`, and begins with biases of f at 0 and w Glorot normal. A step
 * that `env.mask` does not count carries h and c on. With `stateful`, h and c stay in the network's state from batch to batch, in use as in training (`net.init` has the first one), and
 * gradients are cut there (truncated backpropagation). Throws `Misuse` for a mask of another shape than `[N, T]`, and for a recurrent
 * activation of another name.
 *
 * Hochreiter and Schmidhuber 1997; Gers, Schmidhuber and Cummins 2000 (f); Keras and TensorFlow.js, `LSTMCell`.
 */
export function lstm<const U extends number>(units: U & FixedSize<U>, settings: LstmSettings & { readonly stateful: true }): StatefulRecurrentStage<4, U, Biases<U>, 'h' | 'c'>
export function lstm<const U extends number>(units: U & FixedSize<U>, settings?: LstmSettings & { readonly stateful?: false }): RecurrentStage<4, U, Biases<U>>
export function lstm<const U extends number>(units: U & FixedSize<U>, settings: LstmSettings = {}) {
  const { recurrentActivation = 'sigmoid', unitForgetBias = true, ...shared } = completed(settings)
  const [u, gate]: [U, (ops: Ops) => Sloped] = [units, gateOf('lstm', recurrentActivation)]
  const layer: RecurrentLayer<4, U, Biases<U>, 'h' | 'c'> = {
    kind: 'lstm', settings: { units: u, recurrentActivation, unitForgetBias }, units: u, carries: ['h', 'c'],
    init: (i) => (ops, key) => {
      const [bi, bf, bc, bo] = cutGates<4, readonly [], U>(ops, 4, u, shared.bias(ops, ops.foldIn(key, 2), [multiply(4, u)]))
      const b = joinGates<4, readonly [], U>(ops, 4, u, [bi, unitForgetBias ? ones(ops, key, [u]) : bf, bc, bo])
      return { ...firstWeights(shared, 4, u)(ops, key, i), b }
    },
    along: <N extends number, T extends number, I extends number>(ops: Ops, course: Course<T, N>): Stateful<Lstm<I, U>, LstmState<N, U>, Sequences<N, T, I>, Sequences<N, T, U>> => (q, r, x) => {
      const input = projected<N, T, I, U, 4>(ops, 4, u, q.w, q.b, x)
      const product = recurrentProduct<N, U, 4>(ops, 4, u, q.u)
      const { last: [h, c], hs, back } = recurrence(ops, x.shape[1], lstmCell(ops, gate(ops), product), [r.h, r.c], input.zs, course)
      return [ops.note('y', turned(ops, hs), 'y[t] = h'), { h, c }, (dy) => {
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
