import { log } from '../math/index.ts'
import type { Ops } from '../ops.ts'
import type { Float, Scalar, Shape } from '../tensor.ts'

/** `β old + (1 − β) x`, with 1 − β taken in f64 and rounded once. */
export const runningMean = <S extends Shape>(ops: Ops, beta: number, old: Float<S>, x: Float<S>): Float<S> =>
  ops.add(ops.scale(old, beta), ops.scale(x, 1 - beta))

/**
 * 1 − βᵗ, as −expm1(t ln β): every digit of it counts, since the first updates are divided by it. Taking βᵗ from 1 in f32,
 * as Optax and TensorFlow.js do, leaves it 1.3e-5 off for β = 0.999 and t = 1; this is off by 2e-7 at most, for every t.
 */
export const oneMinusPower = (ops: Ops, beta: number, t: Scalar): Scalar =>
  beta === 0 ? ops.fill([], 1) : ops.neg(ops.expm1(ops.scale(t, log(beta))))

/** 1 − βᵗ as βᵗ taken from 1 in the engine's precision, as TensorFlow.js does; what is lost is said at `oneMinusPower`. */
export const oneMinusRoundedPower = (ops: Ops, beta: number, t: Scalar): Scalar => ops.sub(ops.fill([], 1), ops.pow(ops.fill([], beta), t))

/** What is wrong with a β, if anything. */
export const betaFault = (name: string, beta: number): string | undefined =>
  Number.isFinite(beta) && beta >= 0 && Math.fround(beta) < 1 ? undefined : `${name} ${beta} is not a number from 0 up to 1, without 1, in f32`

/** What is wrong with a setting that may be any number from 0 upward, such as ε, if anything. */
export const notNegativeFault = (name: string, value: number): string | undefined =>
  Number.isFinite(value) && Number.isFinite(Math.fround(value)) && value >= 0
    ? undefined
    : `${name} ${value} is not a finite number from 0 upward`
