import type { Trees } from '../../src/net.ts'
import { withParams, withState } from '../../src/stages.ts'
import { rowsOf } from '../../src/shape/matrix.ts'
import { sizeOf } from '../../src/shape/size.ts'
import type { Float, Shape, Tensor } from '../../src/tensor.ts'
import { someNet, type SomeNet } from '../case.ts'
import { untyped, type UntypedOps } from '../untyped.ts'

/** What the arithmetic of normalization in TensorFlow.js is, in our vocabulary: for bounds, not for training. */

type Real = Float<Shape>
type Affine = { readonly gamma: Tensor; readonly beta: Tensor }
type Running = { readonly mean: Tensor; readonly variance: Tensor }

/** A shape as normalization sees it. */
interface View {
  readonly shape: Shape
  /** the axes that statistics are taken over */
  readonly over: readonly number[]
  /** the axes that γ and β lack */
  readonly lacks: readonly number[]
}

const rows = (shape: Shape): Shape => [rowsOf(shape), shape.at(-1) ?? 1]
const planes = (shape: Shape): Shape => [shape[0] ?? 1, sizeOf(shape.slice(1, -1)), shape.at(-1) ?? 1]

const ofBatch = (shape: Shape): View => ({ shape: rows(shape), over: [0], lacks: [0] })
const ofRow = (shape: Shape): View => ({ shape: rows(shape), over: [1], lacks: [0] })
const ofInstance = (shape: Shape): View => ({ shape: planes(shape), over: [1], lacks: [0, 1] })
const ofGroup = (groups: number) => (shape: Shape): View => {
  const [n = 1, positions = 1, channels = 1] = planes(shape)
  return { shape: [n, positions, groups, channels / groups], over: [1, 3], lacks: [0, 1] }
}

/**
 * tf.moments, then `y = (x − μ) r γ + β` with `r = 1 / √(σ² + ε)`, differentiated operation by operation with μ and σ² as inputs of their
 * own: `dμ = −Σ r γ dy − Σ 2 (x − μ) dσ² / n`, `dσ² = −½ Σ r³ (x − μ) γ dy`, `dx = r γ dy + 2 (x − μ) dσ² / n + dμ / n`.
 */
const normalized = (ops: UntypedOps, { shape, over, lacks }: View, epsilon: number, { gamma, beta }: Affine, x: Tensor) => {
  const count = sizeOf(over.map((axis) => shape[axis] ?? 1))
  const perRow = (v: Tensor): Tensor => ops.broadcast(v, shape, over)
  const channels = shape.filter((_, axis) => !lacks.includes(axis))
  const perChannel = (v: Tensor): Tensor => ops.broadcast(ops.reshape(v, channels), shape, lacks)
  const shared = (v: Tensor): Tensor => ops.div(v, ops.fill(v.shape as Shape, count))
  const mean = shared(ops.sum(x, over))
  const away: Tensor = ops.sub(x, perRow(mean))
  const variance = shared(ops.sum(ops.mul(away, away), over))
  const root: Tensor = ops.sqrt(ops.add(variance, ops.fill(variance.shape as Shape, epsilon)))
  const r: Tensor = perRow(ops.div(ops.fill(root.shape as Shape, 1), root))
  const y: Tensor = ops.add(ops.mul(ops.mul(away, r), perChannel(gamma)), perChannel(beta))
  return {
    mean, variance, y,
    back: (dy: Tensor): readonly [dq: Affine, dx: Tensor] => {
      const scaled: Tensor = ops.mul(dy, perChannel(gamma))
      const cube: Tensor = ops.mul(ops.mul(r, r), r)
      const dVariance = ops.sum(ops.mul(ops.mul(ops.scale(cube, -0.5), away), scaled), over)
      const spread: Tensor = ops.mul(perRow(shared(dVariance)), ops.scale(away, 2))
      const dMean: Tensor = ops.add(ops.sum(ops.neg(ops.mul(r, scaled)), over), ops.sum(ops.neg(spread), over))
      const ofChannel = (v: Tensor): Tensor => ops.reshape(ops.sum(v, lacks), gamma.shape as Shape)
      return [
        { gamma: ofChannel(ops.mul(dy, ops.mul(away, r))), beta: ofChannel(dy) },
        ops.add(ops.add(ops.mul(r, scaled), spread), perRow(shared(dMean))),
      ]
    },
  }
}

const affineOf = (ops: { readonly fill: (shape: Shape, value: number) => Tensor }, { out }: SomeNet): Affine => {
  const channels = out.slice(-1)
  return { gamma: ops.fill(channels, 1), beta: ops.fill(channels, 0) }
}

const stateless = (kind: string, view: (shape: Shape) => View) => (epsilon: number) => (prev: SomeNet): SomeNet =>
  someNet(withParams<Trees, Trees, Tensor, Real, Real, Affine>(prev, prev.out, { kind, settings: { epsilon } },
    (ops) => affineOf(ops, prev),
    (engine) => (q, x) => {
      const [ops, seen] = [untyped(engine), view(prev.out)]
      const { y, back } = normalized(ops, seen, epsilon, q, ops.reshape(x, seen.shape))
      return [ops.reshape(y, prev.out), (dy) => {
        const [dq, dx] = back(ops.reshape(dy, seen.shape))
        return [dq, ops.reshape(dx, prev.out)]
      }]
    }))

export const layerNorm = stateless('layerNorm', ofRow)
export const instanceNorm = stateless('instanceNorm', ofInstance)
export const groupNorm = (groups: number) => stateless('groupNorm', ofGroup(groups))

/** tf.layers.batchNormalization while it is trained: `m' = m − (m − μ)(1 − momentum)`. */
export const batchNorm = (momentum: number, epsilon: number) => (prev: SomeNet): SomeNet =>
  someNet(withState<Trees, Trees, Tensor, Real, Real, Affine, Running>(
    prev, prev.out, { kind: 'batchNorm', settings: { momentum, epsilon } },
    (ops) => [affineOf(ops, prev), { mean: ops.fill(prev.out.slice(-1), 0), variance: ops.fill(prev.out.slice(-1), 1) }],
    (engine) => (q, running, x) => {
      const [ops, seen] = [untyped(engine), ofBatch(prev.out)]
      const { mean, variance, y, back } = normalized(ops, seen, epsilon, q, ops.reshape(x, seen.shape))
      const moved = (old: Tensor, now: Tensor): Tensor => ops.sub(old, ops.scale(ops.sub(old, now), 1 - momentum))
      return [ops.reshape(y, prev.out), { mean: moved(running.mean, mean), variance: moved(running.variance, variance) }, (dy) => {
        const [dq, dx] = back(ops.reshape(dy, seen.shape))
        return [dq, ops.reshape(dx, prev.out)]
      }]
    }))
