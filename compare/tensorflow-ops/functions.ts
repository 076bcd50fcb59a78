import type { Tensor as Inner } from '@tensorflow/tfjs'
import { f32 } from '../../src/engines/eager/index.ts'
import type { Ops } from '../../src/ops.ts'
import type { Tensor } from '../../src/tensor.ts'
import type { Tf } from '../tensorflow/index.ts'
import { fromTensorFlow, read, toHost, toTensorFlow } from './tensorflow-tensor.ts'

type Functions = Pick<Ops,
  | 'fill' | 'neg' | 'abs' | 'floor' | 'sqrt' | 'exp' | 'expm1' | 'log' | 'log1p' | 'tanh' | 'sigmoid' | 'softplus' | 'erf'
  | 'erfinv' | 'sin' | 'cos' | 'scale' | 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'maximum' | 'minimum'
  | 'less' | 'lessEqual' | 'equal' | 'not' | 'and' | 'or' | 'select' | 'cast' | 'unitFromBits'>

/**
 * Everything that works on one element at a time.
 *
 * A comparison is made by TensorFlow.js and read out, so that its result is a constant to the tape: the tape has no gradient
 * for `less` and would refuse a condition that depends on a weight.
 */
export const functions = (tf: Tf): Functions => {
  const inner = (x: Tensor): Inner => toTensorFlow(tf, x)
  const unary = (f: (x: Inner) => Inner) => (x: Tensor): Tensor => fromTensorFlow(f(inner(x)))
  const binary = (f: (a: Inner, b: Inner) => Inner) => (a: Tensor, b: Tensor): Tensor => fromTensorFlow(f(inner(a), inner(b)))
  /** Whole numbers are exact, so our own engine adds them. */
  const arithmetic = (f: (a: Inner, b: Inner) => Inner, whole: (a: Tensor, b: Tensor) => Tensor) => (a: Tensor, b: Tensor): Tensor =>
    a.dtype === 'float' ? binary(f)(a, b) : whole(a, b)
  const comparison = (f: (a: Inner, b: Inner) => Inner, whole: (a: Tensor, b: Tensor) => Tensor) => (a: Tensor, b: Tensor): Tensor =>
    a.dtype === 'float' ? read(f(inner(a), inner(b))) : whole(a, b)
  return {
    fill: f32.fill,
    neg: unary((x) => tf.neg(x)),
    abs: unary((x) => tf.abs(x)),
    floor: unary((x) => tf.floor(x)),
    sqrt: unary((x) => tf.sqrt(x)),
    exp: unary((x) => tf.exp(x)),
    expm1: unary((x) => tf.expm1(x)),
    log: unary((x) => tf.log(x)),
    log1p: unary((x) => tf.log1p(x)),
    tanh: unary((x) => tf.tanh(x)),
    sigmoid: unary((x) => tf.sigmoid(x)),
    softplus: unary((x) => tf.softplus(x)),
    erf: unary((x) => tf.erf(x)),
    // Not in TensorFlow.js. Only first weights and random numbers need it, and no gradient goes through those.
    erfinv: (x) => f32.erfinv(toHost(x)),
    sin: unary((x) => tf.sin(x)),
    cos: unary((x) => tf.cos(x)),
    scale: (x, k): Tensor => unary((v) => tf.mul(v, tf.scalar(k)))(x),
    add: arithmetic((a, b) => tf.add(a, b), f32.add),
    sub: arithmetic((a, b) => tf.sub(a, b), f32.sub),
    mul: arithmetic((a, b) => tf.mul(a, b), f32.mul),
    div: binary((a, b) => tf.div(a, b)),
    pow: binary((a, b) => tf.pow(a, b)),
    // The other way round: TensorFlow.js gives a tie's gradient to the first, and relu is maximum(x, 0) with slope 0 at 0.
    maximum: arithmetic((a, b) => tf.maximum(b, a), f32.maximum),
    minimum: arithmetic((a, b) => tf.minimum(b, a), f32.minimum),
    less: comparison((a, b) => tf.less(a, b), f32.less),
    lessEqual: comparison((a, b) => tf.lessEqual(a, b), f32.lessEqual),
    equal: comparison((a, b) => tf.equal(a, b), f32.equal),
    not: f32.not,
    and: f32.and,
    or: f32.or,
    select: (mask, a, b): Tensor =>
      a.dtype === 'float' ? fromTensorFlow(tf.where(inner(mask), inner(a), inner(b))) : f32.select(mask as Tensor, a, b),
    cast: (x, dtype) => f32.cast(toHost(x), dtype),
    unitFromBits: f32.unitFromBits,
  }
}
