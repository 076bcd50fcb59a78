import { requireThat } from '../../misuse.ts'
import type { Net, Stateful, Trees } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { fromMatrix, lastOf, leadingOf, toMatrix } from '../../shape/matrix.ts'
import { withState } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import { type Affine, affine } from './affine.ts'
import { averaging, inverseRoot, requireEpsilon, standardize } from './standardize.ts'

/** What batch normalization has seen: the running mean and the running biased variance of each channel. */
export type RunningStatistics<C extends number> = {
  readonly mean: Float<readonly [C]>
  readonly variance: Float<readonly [C]>
}

export interface BatchNormSettings {
  /** how much of the running statistics is kept at a step, from 0 up to but not 1; 0.99 when left out */
  readonly momentum?: number
  /** what is added to the variance, above 0; 0.001 when left out */
  readonly epsilon?: number
}

/**
 * Batch normalization of each channel, the last axis, over all leading axes: `y = γ (x − μ) / √(σ² + ε) + β`, `[..., C] → [..., C]`.
 *
 * In training μ and σ² are the mean and the biased variance of the batch, which is part of what is differentiated, and the running
 * ones move: `m' = m + (1 − momentum) (μ − m)`, from 0 and 1. In inference they are the running ones. γ begins at 1, β at 0. As in
 * Keras and TensorFlow.js the running variance is the biased one; PyTorch keeps the unbiased one.
 *
 * With `z = (x − μ) / √(σ² + ε)` and means over the n rows: `dβ = Σ dy`, `dγ = Σ dy z`, in training
 * `dx = γ (dy − dβ / n − z dγ / n) / √(σ² + ε)`, in inference `dx = γ dy / √(σ² + ε)`.
 *
 * Over one row alone there is nothing to normalise: in training y = β, dx = 0 (PyTorch refuses it).
 *
 * Throws `Misuse` for a momentum outside of [0, 1) and an epsilon that is not above 0. Ioffe and Szegedy 2015, "Batch Normalization:
 * Accelerating Deep Network Training by Reducing Internal Covariate Shift".
 */
export const batchNorm =
  ({ momentum = 0.99, epsilon = 1e-3 }: BatchNormSettings = {}) =>
  <P extends Trees, S extends Trees, A extends Tensor, B extends Shape, C extends number>(
    prev: Net<P, S, A, Float<readonly [...B, C]>>,
  ): Net<readonly [...P, Affine<C>], readonly [...S, RunningStatistics<C>], A, Float<readonly [...B, C]>> => {
    requireThat(momentum >= 0 && momentum < 1, 'batchNorm', () => `momentum ${momentum} is not from 0 up to but not 1`)
    requireEpsilon('batchNorm', epsilon)
    const [leading, c]: [B, C] = [leadingOf<B>(prev.out), lastOf<C>(prev.out)]
    return withState<P, S, A, Float<readonly [...B, C]>, Float<readonly [...B, C]>, Affine<C>, RunningStatistics<C>>(
      prev, prev.out, { kind: 'batchNorm', settings: { momentum, epsilon } },
      (ops) => [affine(ops, [c]), { mean: ops.fill([c], 0), variance: ops.fill([c], 1) }],
      (ops, { train }) => {
        const normalize = train ? byBatch(ops, momentum, epsilon) : byHistory(ops, epsilon)
        return (q, r, input) => {
          const [y, next, back] = normalize(q, r, toMatrix<B, C>(ops, input))
          return [ops.note('y', fromMatrix(ops, y, leading), 'y = gamma z + beta'), next, (dOutput) => {
            const [dq, dx] = back(toMatrix<B, C>(ops, dOutput))
            return [
              { gamma: ops.note('dgamma', dq.gamma, 'dgamma = sum dy z'), beta: ops.note('dbeta', dq.beta, 'dbeta = sum dy') },
              ops.note('dx', fromMatrix(ops, dx, leading), train
                ? 'dx = gamma (dy - mean dy - z mean dy z) / sqrt(variance + epsilon)' : 'dx = gamma dy / sqrt(variance + epsilon)'),
            ]
          }]
        }
      })
  }

/** The whole layer on a matrix of channels. */
type OnRows = <N extends number, C extends number>(
  ...given: Parameters<Stateful<Affine<C>, RunningStatistics<C>, Float<readonly [N, C]>, Float<readonly [N, C]>>>
) => ReturnType<Stateful<Affine<C>, RunningStatistics<C>, Float<readonly [N, C]>, Float<readonly [N, C]>>>

const byBatch = (ops: Ops, momentum: number, epsilon: number): OnRows => ({ gamma, beta }, running, x) => {
  const { along, divided } = averaging(ops, x.shape, [0])
  const { mean, variance, z, back } = standardize(ops, x, [0], epsilon)
  const moved = <V extends Shape>(old: Float<V>, now: Float<V>): Float<V> => ops.add(old, ops.scale(ops.sub(now, old), 1 - momentum))
  const next = {
    mean: ops.note('mean', moved(running.mean, mean), "m' = m + (1 - momentum) (mean x - m)"),
    variance: ops.note('variance', moved(running.variance, variance), "v' = v + (1 - momentum) (variance x - v)"),
  }
  return [ops.add(ops.mul(z, along(gamma)), along(beta)), next, (dy) => {
    const [dgamma, dbeta] = [ops.sum(ops.mul(dy, z), [0]), ops.sum(dy, [0])]
    return [{ gamma: dgamma, beta: dbeta }, ops.mul(along(gamma), back(dy, divided(dbeta), divided(dgamma)))]
  }]
}

const byHistory = (ops: Ops, epsilon: number): OnRows => ({ gamma, beta }, running, x) => {
  const { along } = averaging(ops, x.shape, [0])
  const r = inverseRoot(ops, running.variance, epsilon)
  const z = ops.mul(ops.sub(x, along(running.mean)), along(r))
  return [ops.add(ops.mul(z, along(gamma)), along(beta)), running, (dy) => [
    { gamma: ops.sum(ops.mul(dy, z), [0]), beta: ops.sum(dy, [0]) },
    ops.mul(dy, along(ops.mul(gamma, r))),
  ]]
}
