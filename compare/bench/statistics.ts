/** The middle of some samples and how far they spread: half of them lie between `lower` and `upper`. */
export interface Spread {
  readonly median: number
  /** the first quartile */
  readonly lower: number
  /** the third */
  readonly upper: number
}

/** The value below which a share of the samples lies, between neighbours in proportion (R's type 7, NumPy's default). */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((a, b) => a - b)
  const place = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(place)] ?? NaN, sorted[Math.ceil(place)] ?? NaN]
  return below === above ? below : below + (above - below) * (place - Math.floor(place))
}

export const spreadOf = (samples: readonly number[]): Spread =>
  ({ median: quantile(samples, 0.5), lower: quantile(samples, 0.25), upper: quantile(samples, 0.75) })

/** A sample with the round in which it was taken. */
export interface Sample {
  readonly round: number
  /** milliseconds of one step */
  readonly milliseconds: number
}

/**
 * How many times longer `theirs` takes than `ours`: the quotients of the same rounds, since what disturbs a machine disturbs
 * neighbours alike. Where no round has both, the quotient of the medians, without a spread.
 */
export const ratioOf = (theirs: readonly Sample[], ours: readonly Sample[]): Spread => {
  const quotients = theirs.flatMap(({ round, milliseconds }) => {
    const beside = ours.find((sample) => sample.round === round)
    return beside === undefined ? [] : [milliseconds / beside.milliseconds]
  })
  const times = (samples: readonly Sample[]): readonly number[] => samples.map(({ milliseconds }) => milliseconds)
  return spreadOf(quotients.length > 0 ? quotients : [spreadOf(times(theirs)).median / spreadOf(times(ours)).median])
}
