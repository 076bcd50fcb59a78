import { recordingOver } from '../../src/engines/reverse/index.ts'
import type { Trees } from '../../src/net.ts'
import type { Ops } from '../../src/ops.ts'
import { sizeOf } from '../../src/shape/size.ts'
import { map } from '../../src/stages.ts'
import type { Float, Shape, Tensor } from '../../src/tensor.ts'
import { someNet, type SomeNet } from '../case.ts'
import { untyped, type UntypedOps } from '../untyped.ts'

/** What the arithmetic of TensorFlow.js's activations is where it is not ours, in our vocabulary: for bounds, not for training. */

type Real = Float<Shape>
type Restated = (prev: SomeNet) => SomeNet
type Function = (ops: UntypedOps, x: Tensor) => Tensor

const stage = (f: (ops: UntypedOps) => (x: Real) => readonly [y: Real, back: (dy: Real) => Real]): Restated => (prev) =>
  someNet(map<Trees, Trees, Tensor, Real, Real>(prev, prev.out, { kind: 'restated' }, (ops) => f(untyped(ops))))

/** A function of core with a gradient of its own, which is given the value as well. */
const withSlope = (f: Function, slope: (ops: UntypedOps, x: Tensor, y: Tensor) => Tensor): Restated =>
  stage((ops) => (x) => {
    const y = f(ops, x)
    return [y, (dy) => ops.mul(dy, slope(ops, x, y) as Real)]
  })

/** A function written with those of core, which TensorFlow's tape goes back through one by one. */
const onTape = (f: Function): Restated =>
  stage((ops) => (x) => {
    const { ops: recorded, variable, innerOf, back } = recordingOver({ ops: ops as object as Ops, order: 'any' })
    const v = variable(x)
    const y = f(untyped(recorded), v)
    return [innerOf(y), (dy) => back([y], [dy], [v])[0] ?? dy]
  })

const filled = (ops: UntypedOps, x: Tensor, value: number): Tensor => ops.fill(x.shape as Shape, value)
const plus = (ops: UntypedOps, x: Tensor, value: number): Tensor => ops.add(x, filled(ops, x, value))
const clipped = (ops: UntypedOps, x: Tensor, least: number, most: number): Tensor =>
  ops.minimum(filled(ops, x, most), ops.maximum(x, filled(ops, x, least)))
const where = (ops: UntypedOps, mask: Tensor, a: Tensor, b: Tensor): Tensor => ops.select(mask, a, b)
const positive = (ops: UntypedOps, x: Tensor): Tensor => ops.less(filled(ops, x, 0), x)
const negative = (ops: UntypedOps, x: Tensor): Tensor => ops.less(x, filled(ops, x, 0))
/** exp x − 1 in two steps */
const lessOne = (ops: UntypedOps, x: Tensor): Tensor => plus(ops, ops.exp(x), -1)

/** tf.elu: `exp x − 1`, and from the value `dx = dy (y + 1)`. Another α than 1 it does not have. */
export const elu = (alpha: number): Restated => withSlope(
  (ops, x) => where(ops, negative(ops, x), ops.scale(lessOne(ops, x), alpha), x),
  (ops, x, y) => where(ops, negative(ops, x), plus(ops, y, alpha), filled(ops, x, 1)))

/** tf.selu: `exp x − 1`. */
export const selu: Restated = withSlope(
  (ops, x) => where(ops, positive(ops, x), ops.scale(x, 1.0507009873554805), ops.scale(lessOne(ops, x), 1.7580993408473768)),
  (ops, x) => where(ops, positive(ops, x), filled(ops, x, 1.0507009873554805), ops.scale(ops.exp(x), 1.7580993408473768)))

/** gelu of tf.layers: `x · 0.5 (1 + erf(x / √2))`. */
export const gelu: Restated = onTape((ops, x) =>
  ops.mul(x, ops.scale(plus(ops, ops.erf(ops.div(x, filled(ops, x, Math.SQRT2))), 1), 0.5)))

/** gelu_new of tf.layers: `0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³)))`. */
export const geluTanh: Restated = onTape((ops, x) => {
  const cubic = ops.add(x, ops.scale(ops.mul(x, ops.mul(x, x)), 0.044715))
  return ops.scale(ops.mul(x, plus(ops, ops.tanh(ops.scale(cubic, Math.sqrt(2 / Math.PI))), 1)), 0.5)
})

/** swish of tf.layers: `sigmoid(α x) x`. */
export const swish = (alpha: number): Restated => onTape((ops, x) => ops.mul(ops.sigmoid(ops.scale(x, alpha)), x))

/** mish of tf.layers: `x tanh(softplus x)`. */
export const mish: Restated = onTape((ops, x) => ops.mul(x, ops.tanh(ops.softplus(x))))

/** softsign of tf.layers: `x / (|x| + 1)`. */
export const softsign: Restated = onTape((ops, x) => ops.div(x, plus(ops, ops.abs(x), 1)))

/** `tf.relu6(x + 3) / 6`. */
export const hardSigmoid: Restated = onTape((ops, x) => ops.div(clipped(ops, plus(ops, x, 3), 0, 6), filled(ops, x, 6)))

/** `x tf.relu6(x + 3) / 6`. */
export const hardSwish: Restated = onTape((ops, x) => ops.div(ops.mul(x, clipped(ops, plus(ops, x, 3), 0, 6)), filled(ops, x, 6)))

/** hardSigmoid of tf.layers: `clip(0.2 x + 0.5, 0, 1)`. */
export const tfjsHardSigmoid: Restated = onTape((ops, x) => clipped(ops, plus(ops, ops.scale(x, 0.2), 0.5), 0, 1))

/** All axes before, the axis, and all after. */
const around = (x: Tensor, axis: number): Shape => {
  const shape: Shape = x.shape
  return [sizeOf(shape.slice(0, axis)), shape[axis] ?? 1, sizeOf(shape.slice(axis + 1))]
}

/** tf.softmax: `dx = dy y − y Σ dy y`, where ours is `y (dy − Σ dy y)`. */
export const softmax = (axis: number): Restated => stage((ops) => (input) => {
  const shape = around(input, axis)
  const over = (v: Tensor): Tensor => ops.broadcast(v, shape, [1])
  const x = ops.reshape(input, shape)
  const e: Tensor = ops.exp(ops.sub(x, over(ops.max(x, [1]))))
  const y: Tensor = ops.div(e, over(ops.sum(e, [1])))
  return [ops.reshape(y, input.shape), (dOutput) => {
    const dyY: Tensor = ops.mul(ops.reshape(dOutput, shape), y)
    return ops.reshape(ops.sub(dyY, ops.mul(over(ops.sum(dyY, [1])), y)), input.shape)
  }]
})

/** tf.logSoftmax: as ours, for any axis. */
export const logSoftmax = (axis: number): Restated => stage((ops) => (input) => {
  const shape = around(input, axis)
  const over = (v: Tensor): Tensor => ops.broadcast(v, shape, [1])
  const x = ops.reshape(input, shape)
  const shifted: Tensor = ops.sub(x, over(ops.max(x, [1])))
  const y: Tensor = ops.sub(shifted, over(ops.log(ops.sum(ops.exp(shifted), [1]))))
  return [ops.reshape(y, input.shape), (dOutput) => {
    const dy = ops.reshape(dOutput, shape)
    return ops.reshape(ops.sub(dy, ops.mul(over(ops.sum(dy, [1])), ops.exp(y))), input.shape)
  }]
})
