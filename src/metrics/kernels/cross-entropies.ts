type Elementary = (x: number) => number

/**
 * `Σ t (log Σ exp y − y)` of every row of `classes` logits, in f64, each sum in the order of the classes. The largest logit is
 * subtracted first; a class with t = 0 costs nothing, whatever its logit.
 */
export const crossEntropies = (
  exp: Elementary, log: Elementary, y: ArrayLike<number>, classes: number, t: (row: number, c: number) => number,
): Float64Array => {
  const out = new Float64Array(y.length / classes)
  for (let row = 0; row < out.length; row++) {
    const start = row * classes
    let largest = -Infinity
    for (let c = 0; c < classes; c++) largest = Math.max(largest, y[start + c]!)
    let total = 0
    for (let c = 0; c < classes; c++) total += exp(y[start + c]! - largest)
    const logarithm = log(total)
    for (let c = 0; c < classes; c++) {
      const share = t(row, c)
      if (share !== 0) out[row]! += share * (logarithm - (y[start + c]! - largest))
    }
  }
  return out
}
