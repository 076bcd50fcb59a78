/**
 * Whether class `a` comes before class `b` in a row that begins at `start`: the larger output first, NaN as the largest of
 * all, and the lower class among equals. The first class is what `argmax` gives.
 */
const comesBefore = (numbers: ArrayLike<number>, start: number, a: number, b: number): boolean => {
  const [x, y] = [numbers[start + a]!, numbers[start + b]!]
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) && (!Number.isNaN(y) || a < b)
  return x > y || (x === y && a < b)
}

/** The first class of every row of `classes` numbers. */
export const firstClasses = (numbers: ArrayLike<number>, classes: number): Int32Array => {
  const first = new Int32Array(numbers.length / classes)
  for (let row = 0; row < first.length; row++) {
    for (let c = 1; c < classes; c++) if (comesBefore(numbers, row * classes, c, first[row]!)) first[row] = c
  }
  return first
}

/** In how many rows fewer than `k` classes come before the right one. */
export const rowsWithin = (k: number, numbers: ArrayLike<number>, classes: number, right: ArrayLike<number>): number => {
  let rows = 0
  for (let row = 0; row < right.length; row++) {
    let before = 0
    for (let c = 0; c < classes && before < k; c++) if (comesBefore(numbers, row * classes, c, right[row]!)) before++
    if (before < k) rows++
  }
  return rows
}

/** How often each class was said for each right class: number `right · classes + said`. */
export const countPairs = (classes: number, right: ArrayLike<number>, said: ArrayLike<number>): readonly number[] => {
  const counts = new Array<number>(classes * classes).fill(0)
  for (let row = 0; row < right.length; row++) counts[right[row]! * classes + said[row]!]!++
  return counts
}
