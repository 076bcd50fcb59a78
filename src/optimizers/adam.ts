import { log } from '../math/index.ts'
import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import type { Float, Ids, Scalar, Shape, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import type { UpdateRule } from './optimizer.ts'
import { learningRateFault } from './sgd.ts'

/** What Adam is told; the names are those of the paper. */
export interface AdamSettings {
  /** η */
  readonly learningRate: number
  /** how much of the mean gradient is kept from step to step, in [0, 1): 0.9 when left out */
  readonly beta1?: number
  /** how much of the mean squared gradient is kept, in [0, 1): 0.999 when left out */
  readonly beta2?: number
  /** what keeps the divisor from 0: 1e-8 when left out (TensorFlow.js takes 1e-7) */
  readonly epsilon?: number
}

/** What Adam keeps: how many updates it has made, and the running means of the gradient and of its square. */
export type AdamSlots<P extends Tree> = { readonly count: Ids<readonly []>; readonly m: P; readonly v: P }

const betaFault = (name: string, beta: number): string | undefined =>
  Number.isFinite(beta) && beta >= 0 && Math.fround(beta) < 1 ? undefined : `${name} ${beta} is not a number from 0 up to 1, without 1, in f32`

const epsilonFault = (epsilon: number): string | undefined =>
  Number.isFinite(epsilon) && Number.isFinite(Math.fround(epsilon)) && epsilon >= 0
    ? undefined
    : `epsilon ${epsilon} is not a finite number from 0 upward`

/**
 * 1 − βᵗ, as −expm1(t ln β): every digit of it counts, since the first updates are divided by it. Taking βᵗ from 1 in f32,
 * as Optax and TensorFlow.js do, leaves it 1.3e-5 off for β = 0.999 and t = 1; this is off by 2e-7 at most, for every t.
 */
const oneMinusPower = (ops: Ops, beta: number, t: Scalar): Scalar =>
  beta === 0 ? ops.fill([], 1) : ops.neg(ops.expm1(ops.scale(t, log(beta))))

/** Where counting stops: 1 − βᵗ has long been 1, and i32 does not wrap. */
const LAST = 2 ** 30

/**
 * Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1):
 *
 *     m ← β₁ m + (1 − β₁) g        m̂ = m / (1 − β₁ᵗ)
 *     v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)        p ← p − η m̂ / (√v̂ + ε)
 *
 * The count t is a tensor among the slots, so the update is a pure function of its arguments and can be traced. 1 − β is taken
 * in f64 and rounded once; see `oneMinusPower` for 1 − βᵗ.
 *
 * Throws `Misuse` for a learning rate or an ε that is negative, infinite or NaN, and for a β outside of [0, 1). `learningRate: 0`
 * changes no weight. With `epsilon: 0` a weight whose gradients were all 0 becomes NaN.
 */
export const adam = (
  { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamSettings,
): (<P extends Tree>(ops: Ops, params: P) => UpdateRule<P, AdamSlots<P>>) => {
  const fault = learningRateFault(learningRate) ?? betaFault('beta1', beta1) ?? betaFault('beta2', beta2) ?? epsilonFault(epsilon)
  requireThat(fault === undefined, 'adam', () => fault ?? '')
  return <P extends Tree>(ops: Ops, params: P): UpdateRule<P, AdamSlots<P>> => {
    const zeros = tree.map((p) => ops.fill(p.shape, 0))
    const whole = (value: number): Ids<readonly []> => ops.cast(ops.fill([], value), 'i32')
    const mean = (beta: number) => <S extends Shape>(old: Float<S>, x: Float<S>): Float<S> =>
      ops.add(ops.scale(old, beta), ops.scale(x, 1 - beta))
    return {
      kind: 'adam',
      settings: { learningRate, beta1, beta2, epsilon },
      init: () => ({ count: whole(0), m: zeros(params), v: zeros(params) }),
      update: (gradients, slots) => {
        const count = ops.minimum(ops.add(slots.count, whole(1)), whole(LAST))
        const t = ops.cast(count, 'float')
        const [c1, c2] = [oneMinusPower(ops, beta1, t), oneMinusPower(ops, beta2, t)]
        const m = tree.zip(mean(beta1))(slots.m, gradients)
        const v = tree.zip(mean(beta2))(slots.v, tree.map((g) => ops.mul(g, g))(gradients))
        const change = <S extends Shape>(m: Float<S>, v: Float<S>): Float<S> => {
          const root = ops.sqrt(ops.div(v, ops.spread(c2, v.shape)))
          return ops.scale(ops.div(ops.div(m, ops.spread(c1, m.shape)), ops.add(root, ops.fill(v.shape, epsilon))), -learningRate)
        }
        // p + −0 is p to the bit, also where a gradient is infinite or NaN.
        const still = <S extends Shape>(m: Float<S>): Float<S> => ops.fill(m.shape, -0)
        return [learningRate === 0 ? tree.map(still)(m) : tree.zip(change)(m, v), { count, m, v }]
      },
    }
  }
}
