import type { Shape, Tensor } from '../tensor.ts'
import type { UntypedOps } from './untyped.ts'

/** `d` times the slope of a function at x, where it gives y. */
export type Slope = (d: Tensor, x: Tensor, y: Tensor) => Tensor

/** `d` times the slope along each of two operands. */
export type SlopeOfTwo = (d: Tensor, a: Tensor, b: Tensor, y: Tensor) => Tensor

/**
 * The slope of every function of one element, each with the arithmetic of TensorFlow.js's gradient file of that name. Element by
 * element a derivative is one number, so the same product takes a cotangent back and a tangent forth.
 *
 * Where there is no single slope: |x| has −1 at 0, as in TensorFlow.js.
 */
export const slopes = (o: UntypedOps) => {
  const filled = (x: Tensor, value: number): Tensor => o.fill(x.shape as Shape, value)
  const square = (x: Tensor): Tensor => o.mul(x, x)
  return {
    neg: (d) => o.neg(d),
    abs: (d, x) => o.select(o.less(filled(x, 0), x), d, o.neg(d)),
    sqrt: (d, x) => o.div(d, o.scale(o.sqrt(x), 2)),
    exp: (d, _x, y) => o.mul(d, y),
    expm1: (d, x) => o.mul(d, o.exp(x)),
    log: (d, x) => o.div(d, x),
    log1p: (d, x) => o.div(d, o.add(filled(x, 1), x)),
    tanh: (d, _x, y) => o.mul(o.sub(filled(y, 1), square(y)), d),
    sigmoid: (d, _x, y) => o.mul(d, o.mul(y, o.sub(filled(y, 1), y))),
    softplus: (d, x) => o.mul(d, o.sigmoid(x)),
    erf: (d, x) => o.mul(d, o.scale(o.exp(o.neg(square(x))), 2 / Math.sqrt(Math.PI))),
    // Not in TensorFlow.js: erfinv′ x = ½√π exp y², from erf y = x.
    erfinv: (d, _x, y) => o.mul(d, o.scale(o.exp(square(y)), Math.sqrt(Math.PI) / 2)),
    sin: (d, x) => o.mul(o.cos(x), d),
    cos: (d, x) => o.mul(o.neg(o.sin(x)), d),
  } as const satisfies Readonly<Record<string, Slope>>
}

/**
 * The slopes of every function of two elements. Of equals the second operand of `maximum` and `minimum` has slope 1 and the
 * first 0, so that relu, written maximum(x, 0), has slope 0 at 0. aᵇ has no slope along b where a ≤ 0; there it is taken as 0.
 */
export const slopesOfTwo = (o: UntypedOps) => {
  const filled = (x: Tensor, value: number): Tensor => o.fill(x.shape as Shape, value)
  /** d where the mask is set, else 0 */
  const where = (mask: Tensor, d: Tensor): Tensor => o.select(mask, d, filled(d, 0))
  const positive = (x: Tensor): Tensor => o.less(filled(x, 0), x)
  return {
    add: [(d) => d, (d) => d],
    sub: [(d) => d, (d) => o.neg(d)],
    mul: [(d, _a, b) => o.mul(d, b), (d, a) => o.mul(d, a)],
    div: [(d, _a, b) => o.div(d, b), (d, a, b) => o.neg(o.div(o.mul(d, a), o.mul(b, b)))],
    pow: [
      (d, a, b) => o.mul(d, o.mul(b, o.pow(a, o.sub(b, filled(b, 1))))),
      (d, a, _b, y) => o.mul(d, o.mul(y, where(positive(a), o.log(o.select(positive(a), a, filled(a, 1)))))),
    ],
    maximum: [(d, a, b) => where(o.less(b, a), d), (d, a, b) => where(o.lessEqual(a, b), d)],
    minimum: [(d, a, b) => where(o.less(a, b), d), (d, a, b) => where(o.lessEqual(b, a), d)],
  } as const satisfies Readonly<Record<string, readonly [along: SlopeOfTwo, alongOther: SlopeOfTwo]>>
}

/** Which elements are the largest of theirs: those that share `max`'s gradient. */
export type IsLargest = (x: Tensor, axes: readonly number[]) => Tensor

/** Those equal to the largest: of equals each has the whole slope, as in TensorFlow.js. */
export const equalToLargest = (o: UntypedOps): IsLargest => (x, axes) =>
  o.equal(x, o.broadcast(o.max(x, axes), x.shape as Shape, axes))
