/** What a pass over values finds: the finite range (`Infinity` to `-Infinity` when there is none), and how many are not finite. */
export interface Extent {
  readonly from: number
  readonly to: number
  readonly nonFinite: number
}

export const extentOf = (values: ArrayLike<number>): Extent => {
  let [from, to, nonFinite] = [Infinity, -Infinity, 0]
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!
    if (!Number.isFinite(value)) nonFinite += 1
    else {
      if (value < from) from = value
      if (value > to) to = value
    }
  }
  return { from, to, nonFinite }
}

/** How many finite values lie in each of `bins` equal bins of [from, to]; a bin holds its lower border, the last also its upper. */
export const countInBins = (values: ArrayLike<number>, from: number, to: number, bins: number): readonly number[] => {
  const counts = Array.from({ length: bins }, () => 0)
  // The range of two f64 may be more than the largest f64; halves are exact there.
  const k = Number.isFinite(to - from) ? 1 : 0.5
  const width = to * k - from * k
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!
    if (Number.isFinite(value)) {
      const bin = width === 0 ? 0 : Math.min(bins - 1, Math.floor((value * k - from * k) / width * bins))
      counts[bin]! += 1
    }
  }
  return counts
}
