import type { Ops } from '../../src/ops.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import { allowed, type Elementary } from '../bound/accuracy.ts'
import { SMALLEST, UNIT } from '../bound/rounding.ts'
import { f64 } from '../untyped.ts'
import { type Shake, withNoise } from './noise.ts'
import { forEach, sampled, type Sampled, sampledOf, samplesOf, stacked } from './sampled-tensor.ts'

type Functions = Pick<Ops,
  | 'fill' | 'neg' | 'abs' | 'sqrt' | 'exp' | 'expm1' | 'log' | 'log1p' | 'tanh' | 'sigmoid' | 'softplus' | 'erf' | 'erfinv'
  | 'sin' | 'cos' | 'scale' | 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'maximum' | 'minimum' | 'unitFromBits'>

type Unary = (x: Tensor) => Tensor
type Binary = (a: Tensor, b: Tensor) => Tensor

const representable = (value: number): boolean => Object.is(Math.fround(value), value)

/** relative · |value| + absolute, and nothing where the value is an exact 0 or not finite. */
export const roundingOf = (value: Tensor, relative: number, absolute: number): Tensor => {
  const shape = value.shape as Shape
  const size = f64.abs(value)
  const counts = f64.and(f64.less(f64.fill(shape, 0), size), f64.less(size, f64.fill(shape, Infinity)))
  return f64.select(counts, f64.add(f64.scale(size, relative), f64.fill(shape, absolute)), f64.fill(shape, 0))
}

/** `f` on the value and, where there are any, on the samples. */
const along = (f: Unary, { value, samples }: Sampled): Sampled =>
  ({ value: f(value), samples: samples === undefined ? undefined : f(samples) })

/** `f` on two values and, where either has any, on the samples. */
export const alongBoth = (f: Binary, a: Sampled, b: Sampled): Sampled => ({
  value: f(a.value, b.value),
  samples: a.samples === undefined && b.samples === undefined ? undefined : f(samplesOf(a), samplesOf(b)),
})

/** Functions of one element, and arithmetic. */
export const functions = (shake: Shake): Functions => {
  const rounded = (parts: Sampled, relative = UNIT, absolute = SMALLEST): Tensor =>
    withNoise(shake, parts, roundingOf(parts.value, relative, absolute))
  const exact = (f: Unary): Unary => (x) => {
    const { value, samples } = along(f, sampledOf(x))
    return sampled(value, samples)
  }
  const elementary = (name: Elementary, f: Unary): Unary => (x) => {
    const { relative, absolute } = allowed(name)
    return rounded(along(f, sampledOf(x)), relative, absolute + SMALLEST)
  }
  const arithmetic = (f: Binary): Binary => (a, b) => a.dtype === 'float'
    ? rounded(alongBoth(f, sampledOf(a), sampledOf(b)))
    : f(sampledOf(a).value, sampledOf(b).value)
  const extreme = (f: Binary): Binary => (a, b) => {
    if (a.dtype !== 'float') return f(sampledOf(a).value, sampledOf(b).value)
    const { value, samples } = alongBoth(f, sampledOf(a), sampledOf(b))
    return sampled(value, samples)
  }
  /** 1 ± u: a constant is rounded once for all elements, so its sign is drawn once a sample. */
  const roundedConstant = (shape: Shape): Tensor =>
    f64.broadcast(shake(forEach(f64.fill([], 1)), f64.fill([], UNIT)), stacked(shape), shape.map((_, axis) => axis + 1))
  return {
    fill: (shape, value) => {
      const constant: Tensor = f64.fill(shape, value)
      return representable(value) ? constant : sampled(constant, f64.mul(forEach(constant), roundedConstant(shape)))
    },
    neg: exact(f64.neg),
    abs: exact(f64.abs),
    sqrt: elementary('sqrt', f64.sqrt),
    exp: elementary('exp', f64.exp),
    expm1: elementary('expm1', f64.expm1),
    log: elementary('log', f64.log),
    log1p: elementary('log1p', f64.log1p),
    tanh: elementary('tanh', f64.tanh),
    sigmoid: elementary('sigmoid', f64.sigmoid),
    softplus: elementary('softplus', f64.softplus),
    erf: elementary('erf', f64.erf),
    erfinv: elementary('erfinv', f64.erfinv),
    sin: elementary('sin', f64.sin),
    cos: elementary('cos', f64.cos),
    scale: (x, k) => {
      const parts = along((v) => f64.scale(v, k), sampledOf(x))
      return rounded(representable(k) ? parts : { ...parts, samples: f64.mul(samplesOf(parts), roundedConstant(x.shape)) })
    },
    add: arithmetic(f64.add),
    sub: arithmetic(f64.sub),
    mul: arithmetic(f64.mul),
    div: arithmetic(f64.div),
    pow: (a, b) => {
      const { relative, absolute } = allowed('pow')
      return rounded(alongBoth(f64.pow, sampledOf(a), sampledOf(b)), relative, absolute + SMALLEST)
    },
    maximum: extreme(f64.maximum),
    minimum: extreme(f64.minimum),
    unitFromBits: (bits) => f64.unitFromBits(sampledOf(bits).value),
  }
}
