import type { Trees } from '../../src/net.ts'
import { map, withParams } from '../../src/stages.ts'
import { rowsOf } from '../../src/shape/matrix.ts'
import type { Float, Shape, Tensor } from '../../src/tensor.ts'
import { someNet, type SomeNet } from '../case.ts'
import { untyped, type UntypedOps } from '../untyped.ts'

/** What the arithmetic of tf.layers is where it is not ours, in our vocabulary: for bounds, not for training. */

type Real = Float<Shape>

const lastOf = (shape: Shape): number => shape[shape.length - 1] ?? 1

/** All leading axes laid under one another. */
const asMatrix = (ops: UntypedOps, x: Tensor): Tensor => ops.reshape(x, [rowsOf(x.shape as Shape), lastOf(x.shape as Shape)])

type Affine = { readonly w: Tensor; readonly b: Tensor }

/**
 * tf.layers.dense: the bias is one more term of the product, since their fused kernel begins its sums with it:
 * `y = (x 1)(w; b)`. Its gradients are those of `dense`.
 */
export const dense = (units: number) => (prev: SomeNet): SomeNet => {
  const inputs = lastOf(prev.out)
  const out: Shape = [...prev.out.slice(0, -1), units]
  return someNet(withParams<Trees, Trees, Tensor, Real, Real, Affine>(prev, out, { kind: 'dense', settings: { units } },
    (ops) => ({ w: ops.fill([inputs, units], 0), b: ops.fill([units], 0) }),
    (engine) => ({ w, b }, input) => {
      const ops = untyped(engine)
      const x = asMatrix(ops, input)
      const [rows = 1]: Shape = x.shape
      const y = ops.matmul(
        ops.concat([x, ops.fill([rows, 1], 1)], 1, [rows, inputs + 1]),
        ops.concat([w, ops.reshape(b, [1, units])], 0, [inputs + 1, units]))
      return [ops.reshape(y, out), (dOutput) => {
        const dy = asMatrix(ops, dOutput)
        const dx = ops.matmulNT(dy, w)
        return [{ w: ops.matmulTN(x, dy), b: ops.sum(dy, [0]) }, ops.reshape(dx, input.shape)]
      }]
    }))
}

/** tf.softmax: `dx = dy y − y Σ dy y`, where ours is `y (dy − Σ dy y)`. */
export const softmax = (prev: SomeNet): SomeNet =>
  map<Trees, Trees, Tensor, Real, Real>(prev, prev.out, { kind: 'softmax', settings: {} }, (engine) => (input) => {
    const ops = untyped(engine)
    const x = asMatrix(ops, input)
    const overRow = (v: Tensor): Tensor => ops.broadcast(v, x.shape as Shape, [1])
    const e: Tensor = ops.exp(ops.sub(x, overRow(ops.max(x, [1]))))
    const y: Tensor = ops.div(e, overRow(ops.sum(e, [1])))
    return [ops.reshape(y, input.shape), (dOutput) => {
      const dyY: Tensor = ops.mul(asMatrix(ops, dOutput), y)
      const dx: Tensor = ops.sub(dyY, ops.mul(overRow(ops.sum(dyY, [1])), y))
      return ops.reshape(dx, input.shape)
    }]
  })
