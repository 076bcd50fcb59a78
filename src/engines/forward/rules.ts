import type { Ops } from '../../ops.ts'
import type { Shape, Tensor } from '../../tensor.ts'
import { equalToLargest, type Slope, slopes, type SlopeOfTwo, slopesOfTwo } from '../slopes.ts'
import type { UntypedOps } from '../untyped.ts'
import type { Duals } from './dual.ts'

type Rules = Pick<Ops,
  | 'neg' | 'abs' | 'sqrt' | 'exp' | 'expm1' | 'log' | 'log1p' | 'tanh' | 'sigmoid' | 'softplus' | 'erf' | 'erfinv' | 'sin' | 'cos'
  | 'scale' | 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'maximum' | 'minimum' | 'select' | 'matmul' | 'matmulTN' | 'matmulNT' | 'matmulTT'
  | 'sum' | 'sumAll' | 'max' | 'broadcast' | 'spread' | 'reshape' | 'transpose' | 'slice' | 'pad' | 'concat' | 'unfold' | 'fold'
  | 'gather' | 'scatterAdd'>

type Product = (a: Tensor, b: Tensor) => Tensor

/** Every operation that has a derivative: what it does to values, and what that does to tangents. A constant's tangent is not computed. */
export const forwardRules = (o: UntypedOps, { dual, valueOf, tangentOf, tangentOrZero, total }: Duals): Rules => {
  const isLargest = equalToLargest(o)
  const [slope, slopeOfTwo] = [slopes(o), slopesOfTwo(o)]

  /** ẏ = f′(x) ẋ */
  const unary = (f: (x: Tensor) => Tensor, along: Slope) => (operand: Tensor): Tensor => {
    const [x, tangent] = [valueOf(operand), tangentOf(operand)]
    const y = f(x)
    return dual(y, tangent === undefined ? undefined : along(tangent, x, y))
  }
  /** ẏ = ∂f/∂a ȧ + ∂f/∂b ḃ */
  const binary = (f: Product, [alongA, alongB]: readonly [SlopeOfTwo, SlopeOfTwo]): Product => (left, right) => {
    const [a, b, dA, dB] = [valueOf(left), valueOf(right), tangentOf(left), tangentOf(right)]
    const y = f(a, b)
    return dual(y, total(dA === undefined ? undefined : alongA(dA, a, b, y), dB === undefined ? undefined : alongB(dB, a, b, y)))
  }
  /** A linear operation does the same to tangents. */
  const linear = (f: (x: Tensor) => Tensor) => unary(f, (d) => f(d))
  /** ẏ = ȧ b + a ḃ */
  const product = (f: Product): Product => binary(f, [(d, _a, b) => f(d, b), (d, a) => f(a, d)])
  const one = (name: keyof typeof slope) => unary(o[name], slope[name] as Slope)
  const two = (name: keyof typeof slopeOfTwo) => binary(o[name], slopeOfTwo[name] as readonly [SlopeOfTwo, SlopeOfTwo])

  return {
    neg: one('neg'), abs: one('abs'), sqrt: one('sqrt'), exp: one('exp'), expm1: one('expm1'), log: one('log'), log1p: one('log1p'),
    tanh: one('tanh'), sigmoid: one('sigmoid'), softplus: one('softplus'), erf: one('erf'), erfinv: one('erfinv'),
    sin: one('sin'), cos: one('cos'),
    scale: (x, k) => linear((v) => o.scale(v, k))(x),
    add: two('add'), sub: two('sub'), mul: two('mul'), div: two('div'), pow: two('pow'), maximum: two('maximum'), minimum: two('minimum'),
    select: (mask, x, y) => {
      const value = o.select(mask, valueOf(x), valueOf(y))
      const constant = tangentOf(x) === undefined && tangentOf(y) === undefined
      return dual(value, constant ? undefined : o.select(mask, tangentOrZero(x), tangentOrZero(y)))
    },
    matmul: product(o.matmul), matmulTN: product(o.matmulTN), matmulNT: product(o.matmulNT), matmulTT: product(o.matmulTT),
    sum: (x, axes) => linear((v) => o.sum(v, axes))(x),
    sumAll: linear(o.sumAll),
    // The adjoint of the way back: of equals each has the whole slope, so their tangents are added.
    max: (x, axes) => unary((v) => o.max(v, axes), (d, v) => o.sum(o.select(isLargest(v, axes), d, o.fill(d.shape as Shape, 0)), axes))(x),
    broadcast: (x, shape, axes) => linear((v) => o.broadcast(v, shape, axes))(x),
    spread: (x, shape) => linear((v) => o.spread(v, shape))(x),
    reshape: (x, shape) => linear((v) => o.reshape(v, shape))(x),
    transpose: (x, order) => linear((v) => o.transpose(v, order))(x),
    slice: (x, window, shape) => linear((v) => o.slice(v, window, shape))(x),
    pad: (x, window, shape, value) => unary((v) => o.pad(v, window, shape, value), (d) => o.pad(d, window, shape))(x),
    concat: (parts, axis, shape) => {
      const value = o.concat(parts.map(valueOf), axis, shape)
      const constant = parts.every((part) => tangentOf(part) === undefined)
      return dual(value, constant ? undefined : o.concat(parts.map(tangentOrZero), axis, shape))
    },
    unfold: (x, windows, shape) => linear((v) => o.unfold(v, windows, shape))(x),
    fold: (x, windows, shape) => linear((v) => o.fold(v, windows, shape))(x),
    gather: (table, ids) => linear((v) => o.gather(v, ids))(table),
    scatterAdd: (shape, ids, updates) => linear((v) => o.scatterAdd(shape, ids, v))(updates),
  }
}
