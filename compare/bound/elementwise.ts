import { f64 } from '../untyped.ts'
import type { Ops } from '../../src/ops.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import { allowed, type Elementary } from './accuracy.ts'
import { bounded, boundedOf } from './bounded-tensor.ts'
import { gamma, rounded, SMALLEST, UNIT } from './rounding.ts'

type RealFunctions = Pick<Ops,
  | 'fill' | 'neg' | 'abs' | 'floor' | 'sqrt' | 'exp' | 'expm1' | 'log' | 'log1p' | 'tanh' | 'sigmoid' | 'softplus' | 'erf'
  | 'erfinv' | 'sin' | 'cos' | 'scale' | 'pow' | 'unitFromBits'>

type Unary = (x: Tensor) => Tensor

const filled = (x: Tensor, value: number): Tensor => f64.fill(x.shape as Shape, value)

const representable = (value: number): boolean => Object.is(Math.fround(value), value)

/** How far `f` moves when its operand moves by up to its error either way; no way at all for an exact operand. */
const moved = (f: Unary, a: Tensor, error: Tensor, value: Tensor, lowest: number): Tensor => {
  const step = (to: Tensor): Tensor => f64.abs(f64.sub(f(to), value))
  const down = f64.maximum(f64.sub(a, error), f64.minimum(a, filled(a, lowest)))
  return f64.select(f64.equal(error, filled(a, 0)), filled(a, 0), f64.maximum(step(f64.add(a, error)), step(down)))
}

/** A rising or falling function: the largest error lies at an end of the operand's interval. */
const monotone = (name: Elementary, f: Unary, lowest = -Infinity): Unary => (x) => {
  const { value: a, error } = boundedOf(x)
  const { relative, absolute } = allowed(name)
  const value = f(a)
  return bounded(value, rounded({ value, inherited: moved(f, a, error, value, lowest), relative, absolute: absolute + SMALLEST }))
}

/** sin and cos: never steeper than 1, never further apart than 2. */
const wave = (name: Elementary, f: Unary): Unary => (x) => {
  const { value: a, error } = boundedOf(x)
  const { relative, absolute } = allowed(name)
  const value = f(a)
  return bounded(value, rounded({ value, inherited: f64.minimum(error, filled(a, 2)), relative, absolute: absolute + SMALLEST }))
}

/**
 * aᵇ over the box of both intervals. It is monotone in a and in b wherever a > 0, so the largest error lies at a corner; where
 * the box reaches a ≤ 0 this holds for an exact whole b ≥ 1 only, and elsewhere there is no finite bound.
 */
const power = (x: Tensor, y: Tensor): Tensor => {
  const [{ value: a, error: ea }, { value: b, error: eb }] = [boundedOf(x), boundedOf(y)]
  const { relative, absolute } = allowed('pow')
  const value = f64.pow(a, b)
  const corner = (u: Tensor, v: Tensor): Tensor => f64.abs(f64.sub(f64.pow(u, v), value))
  const [as, bs] = [[f64.sub(a, ea), f64.add(a, ea)] as const, [f64.sub(b, eb), f64.add(b, eb)] as const]
  const farthest = f64.maximum(
    f64.maximum(corner(as[0], bs[0]), corner(as[0], bs[1])), f64.maximum(corner(as[1], bs[0]), corner(as[1], bs[1])))
  const wholeExponent = f64.and(f64.and(f64.equal(f64.floor(b), b), f64.equal(eb, filled(b, 0))), f64.lessEqual(filled(b, 1), b))
  const covered = f64.or(f64.less(filled(a, 0), as[0]), wholeExponent)
  const exact = f64.and(f64.equal(ea, filled(a, 0)), f64.equal(eb, filled(b, 0)))
  const inherited = f64.select(exact, filled(a, 0), f64.select(covered, farthest, filled(a, Infinity)))
  return bounded(value, rounded({ value, inherited, relative, absolute: absolute + SMALLEST }))
}

/** Functions of one element, and constants. */
export const elementwise: RealFunctions = {
  fill: (shape, value) => bounded(f64.fill(shape, value), f64.fill(shape, representable(value) ? 0 : UNIT * Math.abs(value))),
  neg: (x) => {
    const { value, error } = boundedOf(x)
    return bounded(f64.neg(value), error)
  },
  abs: (x) => {
    const { value, error } = boundedOf(x)
    return bounded(f64.abs(value), error)
  },
  floor: (x) => {
    const { value: a, error } = boundedOf(x)
    const value = f64.floor(a)
    return bounded(value, moved(f64.floor, a, error, value, -Infinity))
  },
  // What a program takes the root of is never negative, and neither is any evaluation of it, though its interval may be.
  sqrt: monotone('sqrt', f64.sqrt, 0),
  exp: monotone('exp', f64.exp),
  expm1: monotone('expm1', f64.expm1),
  log: monotone('log', f64.log),
  log1p: monotone('log1p', f64.log1p),
  tanh: monotone('tanh', f64.tanh),
  sigmoid: monotone('sigmoid', f64.sigmoid),
  softplus: monotone('softplus', f64.softplus),
  erf: monotone('erf', f64.erf),
  erfinv: monotone('erfinv', f64.erfinv),
  sin: wave('sin', f64.sin),
  cos: wave('cos', f64.cos),
  // Two roundings where k is not a number of f32: that of k, and that of the product; k = 1/n may be a division as well.
  scale: (x, k) => {
    const { value: a, error } = boundedOf(x)
    const value = f64.scale(a, k)
    return bounded(value, rounded({ value, inherited: f64.scale(error, Math.abs(k)), relative: gamma(representable(k) ? 1 : 2) }))
  },
  pow: power,
  unitFromBits: (bits) => bounded(f64.unitFromBits(boundedOf(bits).value), f64.fill(bits.shape, 0)),
}
