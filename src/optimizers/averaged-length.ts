import { log } from '../math/index.ts'
import type { Ops } from '../ops.ts'
import type { Scalar } from '../tensor.ts'

/** B₂ₖ / (2k)! for k = 1, 2, …, where B are Bernoulli's numbers: `½ y coth ½ y = 1 + Σ cₖ y²ᵏ`. */
const COTH_TERMS = [1 / 12, -1 / 720, 1 / 30_240, -1 / 1_209_600, 1 / 47_900_160, -691 / 1_307_674_368_000, 1 / 74_724_249_600]

/** ρ∞ = 2 / (1 − β) − 1: how many gradients a running mean averages in the long run. */
export const lastLength = (beta: number): number => (1 + beta) / (1 - beta)

/**
 * ρₜ = ρ∞ − 2 t βᵗ / (1 − βᵗ): how many gradients a running mean averages after t of them (Liu et al. 2020, equation 3), for a
 * β in (0, 1).
 *
 * As it stands it is a difference of two numbers near ρ∞, of which a small t leaves no digits in f32: with β = 0.9999 it could not
 * tell whether ρ₄ = 3.99975 is above 4. With h = −ln β it is `t − (2 / h) Σ cₖ ((t h)²ᵏ − h²ᵏ)`, which is taken while t h < ½; seven
 * terms are enough for f64.
 */
export const averagedLength = (ops: Ops, beta: number, t: Scalar): Scalar => {
  const h = -log(beta)
  const tail = COTH_TERMS.reduceRight((sum, c) => (sum + c) * h * h, 0)
  const y = ops.scale(t, h)
  const square = ops.mul(y, y)
  const series = COTH_TERMS.reduceRight<Scalar>((sum, c) => ops.mul(ops.add(sum, ops.fill([], c)), square), ops.fill([], 0))
  const early = ops.sub(t, ops.scale(ops.sub(series, ops.fill([], tail)), 2 / h))
  const late = ops.sub(ops.fill([], lastLength(beta)), ops.div(ops.scale(t, 2), ops.expm1(y)))
  return ops.select(ops.less(y, ops.fill([], 0.5)), early, late)
}
