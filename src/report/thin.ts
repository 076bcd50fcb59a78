import type { Point } from './run-data.ts'

/** The most points that a column keeps: first, smallest, largest and last finite one, and one that is not finite. */
export const KEPT = 5

const isFinite = ({ value }: Point): boolean => Number.isFinite(value)

/** Points by step; those of one step stay in their order. */
export const inOrder = (points: readonly Point[]): readonly Point[] =>
  points.every(({ step }, i) => i === 0 || (points[i - 1]?.step ?? step) <= step) ? points : points.toSorted((a, b) => a.step - b.step)

/** Where in sorted points the first is whose step is `step` or more. */
const firstFrom = (points: readonly Point[], step: number, from = 0, to = points.length): number => {
  if (from === to) return from
  const middle = Math.floor((from + to) / 2)
  return (points[middle]?.step ?? Infinity) < step ? firstFrom(points, step, middle + 1, to) : firstFrom(points, step, from, middle)
}

const outstanding = (column: readonly Point[]): readonly Point[] => {
  const finite = column.filter(isFinite)
  const [first] = finite
  const smallest = finite.reduce<Point | undefined>((a, b) => a === undefined || b.value < a.value ? b : a, undefined)
  const largest = finite.reduce<Point | undefined>((a, b) => a === undefined || b.value > a.value ? b : a, undefined)
  const kept = new Set([first, smallest, largest, finite.at(-1), column.find((point) => !isFinite(point))])
  return column.filter((point) => kept.has(point))
}

/** Sorted points, cut into `columns` of equal width in steps; the last column holds its upper border too. */
export const columnsOf = (points: readonly Point[], columns: number): readonly (readonly Point[])[] => {
  const [first, last] = [points[0]?.step ?? 0, points.at(-1)?.step ?? 0]
  const borders = Array.from({ length: columns + 1 }, (_, c) =>
    c === columns ? points.length : firstFrom(points, first + (last - first) * (c / columns)))
  return borders.slice(1).map((end, c) => points.slice(borders[c], end))
}

/**
 * Sorted points thinned for drawing `columns` pixels wide, so that the line looks the same and no spike is lost: of each column
 * the first, the smallest, the largest and the last are kept, and one that is not finite where there is one. Few points stay as
 * they are. (M4: Jugel, Jerzak, Hackenbroich and Markl, "M4: A Visualization-Oriented Time Series Data Aggregation", 2014.)
 */
export const thinned = (points: readonly Point[], columns: number): readonly Point[] =>
  points.length <= columns * KEPT ? points : columnsOf(points, columns).flatMap(outstanding)

/** The mean of every `size` points that follow each other, at their mean step; what is not finite is left out. */
export const means = (points: readonly Point[], size: number): readonly Point[] =>
  Array.from({ length: Math.ceil(points.length / size) }, (_, block) => points.slice(block * size, (block + 1) * size).filter(isFinite))
    .filter((block) => block.length > 0)
    .map((block) => ({ step: mean(block.map(({ step }) => step)), value: mean(block.map(({ value }) => value)) }))

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0)
