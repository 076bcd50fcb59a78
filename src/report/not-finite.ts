import { shown } from './numbers.ts'
import type { Point } from './run-data.ts'

/** Steps next to each other whose values are NaN or infinite. */
export interface Band {
  readonly from: number
  readonly to: number
  /** which of NaN, ∞ and −∞ */
  readonly kinds: readonly string[]
  readonly points: number
}

/**
 * Where sorted points are not finite. Points that follow each other make one band; so do those nearer than `tolerance` steps,
 * which a chart cannot show apart.
 */
export const notFiniteBands = (points: readonly Point[], tolerance: number): readonly Band[] => {
  const bad = points.flatMap(({ step, value }, index) => Number.isFinite(value) ? [] : [{ step, value, index }])
  const begins = bad.flatMap((point, i) => {
    const previous = bad[i - 1]
    return previous !== undefined && (point.index - previous.index === 1 || point.step - previous.step <= tolerance) ? [] : [i]
  })
  return begins.map((begin, i) => {
    const inside = bad.slice(begin, begins[i + 1])
    const [first, last] = [inside[0]?.step ?? 0, inside.at(-1)?.step ?? 0]
    return { from: first, to: last, kinds: [...new Set(inside.map(({ value }) => shown(value)))], points: inside.length }
  })
}
