import type { Storage } from '../../../tensor/kernels/storage.ts'

const LANES = 8
const BLOCK = 4096

/** What a reduction does with the terms x[base + offsets[from]], …, x[base + offsets[to − 1]]. */
export type Reduction = (x: Storage, base: number, offsets: Int32Array, from: number, to: number) => number

/** Σ of up to 4096 terms: term i goes to lane i mod 8, each lane upward from +0; then the lanes upward. */
const sumBlock = (round: (x: number) => number): Reduction => (x, base, offsets, from, to) => {
  let total = 0
  for (let lane = 0; lane < LANES; lane++) {
    let running = 0
    for (let i = from + lane; i < to; i += LANES) running = round(running + x[base + offsets[i]!]!)
    total = lane === 0 ? running : round(total + running)
  }
  return total
}

/** The sum of any number of terms: blocks of 4096, whose sums are summed by the same rule. */
export const sumTerms = (round: (x: number) => number): Reduction => {
  const block = sumBlock(round)
  const sum: Reduction = (x, base, offsets, from, to) => {
    if (to - from <= BLOCK) return block(x, base, offsets, from, to)
    const sums = new Float64Array(Math.ceil((to - from) / BLOCK))
    for (let i = 0; i < sums.length; i++) sums[i] = block(x, base, offsets, from + i * BLOCK, Math.min(from + (i + 1) * BLOCK, to))
    return sum(sums, 0, Int32Array.from(sums.keys()), 0, sums.length)
  }
  return sum
}

/** The largest term; NaN if any is. */
export const maxTerms: Reduction = (x, base, offsets, from, to) => {
  let largest = -Infinity
  for (let i = from; i < to; i++) largest = Math.max(largest, x[base + offsets[i]!]!)
  return largest
}

/** The position, counted from `from`, of the largest term; the first of equals; a NaN counts as largest. */
export const argmaxTerms: Reduction = (x, base, offsets, from, to) => {
  let best = from
  for (let i = from + 1; i < to; i++) {
    const [a, b] = [x[base + offsets[i]!]!, x[base + offsets[best]!]!]
    if (a > b || (Number.isNaN(a) && !Number.isNaN(b))) best = i
  }
  return best - from
}

/** out[i] = the reduction of the terms that lie at `bases[i]`. */
export const reduceInto = (out: Storage, x: Storage, bases: Int32Array, offsets: Int32Array, reduction: Reduction): Storage => {
  for (let i = 0; i < out.length; i++) out[i] = reduction(x, bases[i]!, offsets, 0, offsets.length)
  return out
}
