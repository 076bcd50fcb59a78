import type { Ops } from '../../src/ops.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import type { UntypedOps } from '../untyped.ts'
import { binary, unary } from './record.ts'

type Functions = Pick<Ops,
  | 'neg' | 'abs' | 'sqrt' | 'exp' | 'expm1' | 'log' | 'log1p' | 'tanh' | 'sigmoid' | 'softplus' | 'erf' | 'sin' | 'cos' | 'scale'
  | 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'maximum' | 'minimum'>

/** Rules for functions of one element, each the arithmetic of TensorFlow.js's gradient file of that name. */
export const functionRules = (o: UntypedOps): Functions => {
  const filled = (x: Tensor, value: number): Tensor => o.fill(x.shape as Shape, value)
  const square = (x: Tensor): Tensor => o.mul(x, x)
  /** dy where the mask is set, else 0 */
  const where = (mask: Tensor, dy: Tensor): Tensor => o.select(mask, dy, filled(dy, 0))
  const positive = (x: Tensor): Tensor => o.less(filled(x, 0), x)
  return {
    neg: unary(o.neg, (dy) => o.neg(dy)),
    abs: unary(o.abs, (dy, x) => o.select(positive(x), dy, o.neg(dy))),
    sqrt: unary(o.sqrt, (dy, x) => o.div(dy, o.scale(o.sqrt(x), 2))),
    exp: unary(o.exp, (dy, _x, y) => o.mul(dy, y)),
    expm1: unary(o.expm1, (dy, x) => o.mul(dy, o.exp(x))),
    log: unary(o.log, (dy, x) => o.div(dy, x)),
    log1p: unary(o.log1p, (dy, x) => o.div(dy, o.add(filled(x, 1), x))),
    tanh: unary(o.tanh, (dy, _x, y) => o.mul(o.sub(filled(y, 1), square(y)), dy)),
    sigmoid: unary(o.sigmoid, (dy, _x, y) => o.mul(dy, o.mul(y, o.sub(filled(y, 1), y)))),
    softplus: unary(o.softplus, (dy, x) => o.mul(dy, o.sigmoid(x))),
    erf: unary(o.erf, (dy, x) => o.mul(dy, o.scale(o.exp(o.neg(square(x))), 2 / Math.sqrt(Math.PI)))),
    sin: unary(o.sin, (dy, x) => o.mul(o.cos(x), dy)),
    cos: unary(o.cos, (dy, x) => o.mul(o.neg(o.sin(x)), dy)),
    scale: (x, k) => unary((v) => o.scale(v, k), (dy) => o.scale(dy, k))(x),
    add: binary(o.add, (dy) => dy, (dy) => dy),
    sub: binary(o.sub, (dy) => dy, (dy) => o.neg(dy)),
    mul: binary(o.mul, (dy, _a, b) => o.mul(dy, b), (dy, a) => o.mul(dy, a)),
    div: binary(o.div, (dy, _a, b) => o.div(dy, b), (dy, a, b) => o.neg(o.div(o.mul(dy, a), square(b)))),
    pow: binary(
      o.pow,
      (dy, a, b) => o.mul(dy, o.mul(b, o.pow(a, o.sub(b, filled(b, 1))))),
      (dy, a, _b, y) => o.mul(dy, o.mul(y, where(positive(a), o.log(o.select(positive(a), a, filled(a, 1))))))),
    // Of equals the second operand takes the gradient, as `compare/tensorflow-ops` has it.
    maximum: binary(o.maximum, (dy, a, b) => where(o.less(b, a), dy), (dy, a, b) => where(o.lessEqual(a, b), dy)),
    minimum: binary(o.minimum, (dy, a, b) => where(o.less(a, b), dy), (dy, a, b) => where(o.lessEqual(b, a), dy)),
  }
}
