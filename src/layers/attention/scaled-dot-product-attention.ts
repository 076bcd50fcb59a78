import type { Ops } from '../../ops.ts'
import type { Float, Mask } from '../../tensor.ts'

/** What attention is told. */
export interface AttentionSettings<N extends number, S extends number> {
  /** whether query t sees keys 0 to t only; every key when left out */
  readonly causal?: boolean
  /** keys that count, for each sequence of the batch; all when left out */
  readonly mask?: Mask<readonly [N, S]> | undefined
}

/** The value, and the way back to queries, keys and values. */
export type Attended<Q, K, V, Y> = readonly [y: Y, back: (dy: Y) => readonly [dq: Q, dk: K, dv: V]]

/** The lowest f32 number: what stands for the largest of a row that sees no key. */
const LOWEST = -(2 - 2 ** -23) * 2 ** 127

/**
 * Each query's mean of the values, weighted by how well it fits their keys: `y = p v` with `p = softmax(q kᵀ / √D)` over the keys, for queries
 * `[N, H, T, D]`, keys `[N, H, S, D]` and values `[N, H, S, V]`. Vaswani et al., "Attention is all you need", 2017, section 3.2.1.
 *
 * A key that a query does not see has weight 0, whatever its number; a query that sees none gives 0. No exponential overflows. Unseen values
 * must be finite, for 0 · ∞ is NaN.
 *
 * With `e = exp((q kᵀ − largest) / √D)` and `s = Σ e` it is `y = (e v) / s`, so that the larger matrix is not divided; back, with `g = dy / s`
 * and `r = Σ g y` (Dao et al., "FlashAttention", 2022, appendix B): `dv = eᵀ g`, `dx = e (g vᵀ − r) / √D`, `dq = dx k`, `dk = dxᵀ q`.
 */
export const scaledDotProductAttention =
  <N extends number, H extends number, T extends number, S extends number, D extends number, V extends number>(
    ops: Ops, q: Float<readonly [N, H, T, D]>, k: Float<readonly [N, H, S, D]>, v: Float<readonly [N, H, S, V]>,
    { causal = false, mask }: AttentionSettings<N, S> = {},
  ): Attended<typeof q, typeof k, typeof v, Float<readonly [N, H, T, V]>> => {
    const [[n, h, t, d], s, width] = [q.shape, k.shape[2], v.shape[3]]
    const [rows, scores, values] = [[n, h, t] as const, [n, h, t, s] as const, [n, h, t, width] as const]
    const factor = 1 / Math.sqrt(d)
    const seen = seenKeys(ops, scores, causal, mask)
    const product = ops.matmulNT(q, k)
    const x = seen === undefined ? product : ops.select(seen, product, ops.fill(scores, -Infinity))
    // A row of −∞ alone is nowhere near the lowest number, so that its exponentials are 0.
    const largest = seen === undefined ? ops.max(x, [3]) : ops.maximum(ops.max(x, [3]), ops.fill(rows, LOWEST))
    const e = ops.note('e', ops.exp(ops.scale(ops.sub(x, ops.broadcast(largest, scores, [3])), factor)), 'e = exp((q k^T - largest) / sqrt D)')
    // The largest exponential is 1, so the sum is 1 or more, but for a row that sees no key.
    const total = seen === undefined ? ops.sum(e, [3]) : ops.maximum(ops.sum(e, [3]), ops.fill(rows, 1))
    const s4 = ops.broadcast(total, values, [3])
    const y = ops.note('y', ops.div(ops.matmul(e, v), s4), 'y = e v / sum e')
    return [y, (dy) => {
      const g = ops.div(dy, s4)
      const r = ops.broadcast(ops.sum(ops.mul(g, y), [3]), scores, [3])
      const dx = ops.scale(ops.mul(e, ops.sub(ops.matmulNT(g, v), r)), factor)
      return [
        ops.note('dq', ops.matmul(dx, k), 'dq = dx k with dx = e (g v^T - sum g y) / sqrt D and g = dy / sum e'),
        ops.note('dk', ops.matmulTN(dx, q), 'dk = dx^T q'),
        ops.note('dv', ops.matmulTN(e, g), 'dv = e^T g'),
      ]
    }]
  }

/** Which keys each query sees; `undefined` where it sees all. */
const seenKeys = <N extends number, H extends number, T extends number, S extends number>(
  ops: Ops, shape: readonly [N, H, T, S], causal: boolean, mask: Mask<readonly [N, S]> | undefined,
): Mask<readonly [N, H, T, S]> | undefined => {
  const [, , t, s] = shape
  const past = causal ? ops.broadcast(ops.lessEqual(ops.iota([t, s], 1), ops.iota([t, s], 0)), shape, [0, 1]) : undefined
  const counted = mask === undefined ? undefined : ops.broadcast(mask, shape, [1, 2])
  return past === undefined || counted === undefined ? past ?? counted : ops.and(past, counted)
}
