/**
 * The document's formulas as stages of Pullback. The forward passes are right; each pullback is written as the document
 * has it, so the network learns what the document's rule teaches it.
 */
import {
  type Dense, type Float, type LossRule, map, type Net, type Ops, type Trees, withParams,
} from '../../src/index.ts'
import type { Row } from './network.ts'

type Square = Float<readonly [3, 3]>
type Grown<P extends Trees> = Net<P, readonly [], Row, Row>

/** `x` summed along its last axis and spread out again. */
const total = (ops: Ops, x: Row): Row => ops.broadcast(ops.sum(x, [1]), x.shape, [1])

const softmaxOf = (ops: Ops, x: Row): Row => {
  const e = ops.exp(x)
  return ops.div(e, total(ops, e))
}

const ownSlope = (ops: Ops, p: Row): Row => ops.mul(p, ops.sub(ops.fill(p.shape, 1), p))

/** Softmax whose pullback knows the diagonal of the Jacobian only: `dx = dy y (1 - y)`. */
export const diagonalSoftmax = <P extends Trees>(prev: Grown<P>): Grown<P> =>
  map<P, readonly [], Row, Row, Row>(prev, prev.out, { kind: 'diagonalSoftmax', settings: {} }, (ops) => (x) => {
    const y = softmaxOf(ops, x)
    return [y, (dy) => ops.mul(dy, ownSlope(ops, y))]
  })

/** What the numbers do: shares `x / sum x` forward, the diagonal of the softmax's Jacobian backward. */
export const shares = <P extends Trees>(prev: Grown<P>): Grown<P> =>
  map<P, readonly [], Row, Row, Row>(prev, prev.out, { kind: 'shares', settings: {} }, (ops) => (x) =>
    [ops.div(x, total(ops, x)), (dy) => ops.mul(dy, ownSlope(ops, softmaxOf(ops, x)))])

/** The matrix with nothing but its diagonal. */
const diagonalOf = (ops: Ops, w: Square): Square =>
  ops.select(ops.equal(ops.iota(w.shape, 0), ops.iota(w.shape, 1)), w, ops.fill(w.shape, 0))

interface DenseRule {
  /** take one path of three back to the input: `dx_j = dy_j w_jj` */
  readonly oneTerm: boolean
  /** give the bias its gradient */
  readonly bias: boolean
}

/** A dense layer of the document. Its weights come from outside, so its initializer is never asked. */
export const documentDense = ({ oneTerm, bias }: DenseRule) => <P extends Trees>(prev: Grown<P>): Grown<readonly [...P, Dense<3, 3>]> =>
  withParams<P, readonly [], Row, Row, Row, Dense<3, 3>>(prev, prev.out, { kind: 'documentDense', settings: { oneTerm, bias } },
    (ops) => ({ w: ops.fill([3, 3], 0), b: ops.fill([3], 0) }),
    (ops) => ({ w, b }, x) => [
      ops.add(ops.matmul(x, w), ops.broadcast(b, x.shape, [0])),
      (dy) => [
        { w: ops.matmulTN(x, dy), b: bias ? ops.sum(dy, [0]) : ops.fill([3], 0) },
        oneTerm ? ops.matmul(dy, diagonalOf(ops, w)) : ops.matmulNT(dy, w),
      ],
    ])

/** Binary cross-entropy whose derivative lost a minus: `dy = -(t / y + (1 - t) / (1 - y))`. */
export const signlessCrossEntropy = (ops: Ops, y: Row): LossRule<Row, Row> => ({
  kind: 'signlessCrossEntropy',
  labels: 'probabilities',
  against: (t) => {
    const one = ops.fill(y.shape, 1)
    const [others, rest] = [ops.sub(one, t), ops.sub(one, y)]
    const terms = ops.add(ops.mul(t, ops.log(y)), ops.mul(others, ops.log(rest)))
    return [
      ops.neg(ops.sumAll(terms)),
      (dLoss) => ops.mul(ops.spread(dLoss, y.shape), ops.neg(ops.add(ops.div(t, y), ops.div(others, rest)))),
    ]
  },
})
