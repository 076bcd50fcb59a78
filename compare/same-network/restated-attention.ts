import { headsOf } from '../../src/layers/attention/heads.ts'
import { rotary as rotaryOf, type Rotation } from '../../src/layers/attention/rotary.ts'
import type { Trees } from '../../src/net.ts'
import type { Ops } from '../../src/ops.ts'
import { withParams } from '../../src/stages.ts'
import type { Float, Shape, Tensor } from '../../src/tensor.ts'
import { someNet, type SomeNet } from '../case.ts'
import { untyped } from '../untyped.ts'

/** What the arithmetic of attention is as core functions give it, in our vocabulary: for bounds, not for training. */

type Real = Float<Shape>
type Affine = { readonly w: Tensor; readonly b?: Tensor }
type Projections = { readonly qkv: Affine; readonly out: Affine }

/** What the restated attention is told. */
export interface Restated {
  readonly heads: number
  readonly causal: boolean
  readonly rotary: boolean
  readonly bias: boolean
}

/** `y = softmax(q kᵀ / √D) v`, where ours divides after the product with v, and takes the sum of `dy p` over the values. */
const attend = (engine: Ops, causal: boolean) => (q: Tensor, k: Tensor, v: Tensor) => {
  const ops = untyped(engine)
  const [n, h, t, d]: readonly [number, number, number, number] = q.shape
  const shape: Shape = [n, h, t, t]
  const alongKeys = (row: Tensor): Tensor => ops.broadcast(row, shape, [3])
  const scores: Tensor = ops.scale(ops.matmulNT(q, k), 1 / Math.sqrt(d))
  const x: Tensor = causal
    ? ops.select(ops.lessEqual(ops.iota(shape, 3), ops.iota(shape, 2)) as Tensor, scores, ops.fill(shape, -1e9) as Tensor) : scores
  const e: Tensor = ops.exp(ops.sub(x, alongKeys(ops.max(x, [3]))))
  const p: Tensor = ops.div(e, alongKeys(ops.sum(e, [3])))
  return [ops.matmul(p, v), (dy: Tensor): readonly [Tensor, Tensor, Tensor] => {
    const weighted: Tensor = ops.mul(ops.matmulNT(dy, v), p)
    const dx: Tensor = ops.scale(ops.sub(weighted, ops.mul(alongKeys(ops.sum(weighted, [3])), p)), 1 / Math.sqrt(d))
    return [ops.matmul(dx, k), ops.matmulTN(dx, q), ops.matmulTN(p, dy)]
  }] as const
}

/** `x w + b` on rows, with its way back. */
const affine = (engine: Ops, { w, b }: Affine, x: Tensor) => {
  const ops = untyped(engine)
  const product: Tensor = ops.matmul(x, w)
  const y: Tensor = b === undefined ? product : ops.add(product, ops.broadcast(b, product.shape as Shape, [0]))
  return [y, (dy: Tensor) => {
    const dw = ops.matmulTN(x, dy)
    return [b === undefined ? { w: dw } : { w: dw, b: ops.sum(dy, [0]) }, ops.matmulNT(dy, w)] as const
  }] as const
}

/** Multi-head attention of core functions. */
export const multiHeadAttention = ({ heads, causal, rotary, bias }: Restated) => (prev: SomeNet): SomeNet => {
  const [n, t, e] = prev.out as readonly [number, number, number]
  const turned = rotary ? rotaryOf(t, e / heads) : undefined
  const zeros = (ops: Ops, outputs: number): Affine =>
    ({ w: ops.fill([e, outputs], 0), ...bias ? { b: ops.fill([outputs], 0) } : {} })
  return someNet(withParams<Trees, Trees, Tensor, Real, Real, Projections>(prev, prev.out, { kind: 'multiHeadAttention' },
    (ops) => ({ qkv: zeros(ops, 3 * e), out: zeros(ops, e) }),
    (ops) => ({ qkv, out }, input) => {
      const reshaped = (x: Tensor, shape: Shape): Tensor => ops.reshape(x, shape)
      const { cut, cutBack, join, joinBack } = headsOf<number, number, number>(ops, [n, t, e], [n, t, 3 * e], heads)
      const turn: Rotation = turned?.(ops) ?? ((x) => [x, (dy) => dy])
      const [projected, backIn] = affine(ops, qkv, reshaped(input, [n * t, e]))
      const [q, k, v] = cut(reshaped(projected, [n, t, 3 * e]))
      const [[turnedQ, backQ], [turnedK, backK]] = [turn(q), turn(k)]
      const [attended, backAttended] = attend(ops, causal)(turnedQ, turnedK, v)
      const [y, backOut] = affine(ops, out, reshaped(join(attended), [n * t, e]))
      return [reshaped(y, prev.out), (dy) => {
        const [dout, djoined] = backOut(reshaped(dy, [n * t, e]))
        const [dq, dk, dv] = backAttended(joinBack(reshaped(djoined, [n, t, e])))
        const [dqkv, dx] = backIn(reshaped(cutBack([backQ(dq), backK(dk), dv]), [n * t, 3 * e]))
        return [{ qkv: dqkv, out: dout }, reshaped(dx, prev.out)]
      }]
    }))
}
