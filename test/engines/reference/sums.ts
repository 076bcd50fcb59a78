import { rounding } from './plain.ts'
import type { Precision } from '../../../src/index.ts'

/**
 * The documented order of `sum`: of n ≤ 4096 terms, term i goes to running sum i mod 8, each running sum goes upward from
 * +0, then the eight are added upward; longer lists are cut into blocks of 4096, whose sums are summed by the same rule.
 */
export const sumOf = (precision: Precision, terms: readonly number[]): number => {
  const round = rounding[precision]
  if (terms.length > 4096) {
    const blocks: number[] = []
    for (let start = 0; start < terms.length; start += 4096) blocks.push(sumOf(precision, terms.slice(start, start + 4096)))
    return sumOf(precision, blocks)
  }
  const running = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let i = 0; i < terms.length; i++) running[i % 8] = round((running[i % 8] ?? NaN) + (terms[i] ?? NaN))
  let total = running[0] ?? NaN
  for (let lane = 1; lane < 8; lane++) total = round(total + (running[lane] ?? NaN))
  return total
}

/** The documented order of `matmul`: products upward from +0 within blocks of 256, the blocks' sums added upward. */
export const dotOf = (precision: Precision, products: readonly (readonly [number, number])[]): number => {
  const round = rounding[precision]
  const blocks: number[] = []
  for (let start = 0; start < products.length; start += 256) {
    let partial = 0
    for (const [a, b] of products.slice(start, start + 256)) partial = round(partial + round(a * b))
    blocks.push(partial)
  }
  return blocks.reduce((total, block) => round(total + block))
}
