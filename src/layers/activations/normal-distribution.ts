import { exp } from '../../math/index.ts'
import type { Ops } from '../../ops.ts'
import type { Float, Shape } from '../../tensor.ts'

/** φ(x) = exp(−x² / 2) / √2π, the density of the standard normal distribution. */
export const normalDensity = <S extends Shape>(ops: Ops, x: Float<S>): Float<S> =>
  ops.scale(ops.exp(ops.scale(ops.mul(x, x), -0.5)), 1 / Math.sqrt(2 * Math.PI))

/** Left of this Φ is 0 in every precision. */
const END = -60

/** Left of this, ½ (1 + erf(x / √2)) begins to lose digits, and right of it the series below does. */
const TAIL = -1.5

/** The step of the sum below; with ½ it is right to the last digits of f64, and 12 terms are enough. */
const STEP = 0.5

/** n² h² and exp(−n² h²), for n = 1, 2, … */
const terms = Array.from({ length: 12 }, (_, i) => ((i + 1) * STEP) ** 2).map((square) => ({ square, weight: 2 * exp(-square) }))

/** From here on the sum is taken without its correction, as in the paper: that is less than 10⁻¹⁶ of it there, and then more. */
const UNCORRECTED = Math.PI / STEP

/**
 * Φ(x) for x ≤ −1.5, without a difference of nearly equal numbers: the trapezoidal rule for an integral of Φ, with z = −x / √2 and h = ½,
 *
 * `Φ(x) = ½ exp(−z²) (h z / π) (1 / z² + 2 Σ exp(−n² h²) / (n² h² + z²)) − 1 / (exp(2 π z / h) − 1)`.
 *
 * Chiarella and Reichel, "On the evaluation of integrals related to the error function", 1968.
 */
const leftTail = <S extends Shape>(ops: Ops, x: Float<S>, density: Float<S>): Float<S> => {
  const fill = (value: number): Float<S> => ops.fill(x.shape, value)
  const z = ops.scale(x, -Math.SQRT1_2)
  const square = ops.mul(z, z)
  const sum = terms.reduce<Float<S>>((total, { square: n, weight }) => ops.add(total, ops.div(fill(weight), ops.add(square, fill(n)))), ops.div(fill(1), square))
  const share = ops.mul(ops.scale(ops.mul(z, density), STEP / Math.sqrt(2 * Math.PI)), sum)
  const correction = ops.div(fill(1), ops.sub(ops.exp(ops.scale(ops.minimum(z, fill(UNCORRECTED)), 2 * Math.PI / STEP)), fill(1)))
  return ops.sub(share, ops.select(ops.less(z, fill(UNCORRECTED)), correction, fill(0)))
}

/** Φ(x), the share of the standard normal distribution that lies below x, with its density there; every digit also far to the left. */
export const normalShare = <S extends Shape>(ops: Ops, x: Float<S>, density: Float<S>): Float<S> => {
  const middle = ops.scale(ops.add(ops.fill(x.shape, 1), ops.erf(ops.scale(x, Math.SQRT1_2))), 0.5)
  const left = ops.fill(x.shape, TAIL)
  const tail = ops.maximum(ops.minimum(x, left), ops.fill(x.shape, END))
  return ops.select(ops.less(x, left), leftTail(ops, tail, density), middle)
}
