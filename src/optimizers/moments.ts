import type { Ops } from '../ops.ts'
import type { Float, Scalar, Shape } from '../tensor.ts'
import { betaFault, notNegativeFault, oneMinusPower, runningMean } from './running-mean.ts'

/** What Adam and its relatives are told of their running means; the names are those of Adam's paper. */
export interface MomentSettings {
  /** how much of the mean gradient is kept from step to step, in [0, 1): 0.9 when left out */
  readonly beta1?: number
  /** how much of the mean squared gradient is kept, in [0, 1): 0.999 when left out */
  readonly beta2?: number
  /** what keeps the divisor from 0, from 0 upward: 1e-8 when left out */
  readonly epsilon?: number
}

/** What is wrong with them, if anything. */
export const momentFaults = ({ beta1, beta2, epsilon }: Required<MomentSettings>): readonly (string | undefined)[] =>
  [betaFault('beta1', beta1), betaFault('beta2', beta2), notNegativeFault('epsilon', epsilon)]

/** The running means of the gradient and of its square. */
export interface Moments<S extends Shape> {
  readonly m: Float<S>
  readonly v: Float<S>
}

/** `m ← β₁ m + (1 − β₁) g` and `v ← β₂ v + (1 − β₂) g²`. */
export const moments = <S extends Shape>(
  ops: Ops, { beta1, beta2 }: Required<MomentSettings>, kept: Moments<S>, g: Float<S>,
): Moments<S> => ({ m: runningMean(ops, beta1, kept.m, g), v: runningMean(ops, beta2, kept.v, ops.mul(g, g)) })

/** `x / c`, where c is one number for the whole tensor. */
export const divided = <S extends Shape>(ops: Ops, x: Float<S>, c: Scalar): Float<S> => ops.div(x, ops.spread(c, x.shape))

/** `x + k` */
export const shifted = <S extends Shape>(ops: Ops, x: Float<S>, k: number): Float<S> => ops.add(x, ops.fill(x.shape, k))

/** Adam's direction `m̂ / (√v̂ + ε)`, with `m̂ = m / (1 − β₁ᵗ)` and `v̂ = v / (1 − β₂ᵗ)`; see `oneMinusPower` for 1 − βᵗ. */
export const adamDirection = (
  ops: Ops, { beta1, beta2, epsilon }: Required<MomentSettings>, t: Scalar,
): (<S extends Shape>({ m, v }: Moments<S>) => Float<S>) => {
  const [c1, c2] = [oneMinusPower(ops, beta1, t), oneMinusPower(ops, beta2, t)]
  return ({ m, v }) => ops.div(divided(ops, m, c1), shifted(ops, ops.sqrt(divided(ops, v, c2)), epsilon))
}
