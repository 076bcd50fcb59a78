/** What a function gives at one point, and which smooth piece of it the point lies on. */
export interface Sample {
  readonly value: number
  /** equal for points on one smooth piece */
  readonly piece: string
}

/** The slope of a function of one number at 0, from its values alone. */
export interface Slope {
  /** (f(h) − f(−h)) / 2h */
  readonly central: number
  /** how far `central` may be off */
  readonly error: number
  readonly left: number
  readonly right: number
  /** whether the points left, at and right of 0 lie on different pieces */
  readonly pieces: 'one' | 'several'
}

/** ∛ε of f64 as a power of two: about where the error of truncation and that of rounding meet. */
export const STEP = 2 ** -17

const EPSILON = 2 ** -52

/**
 * The slope of `f` at 0 by central differences.
 *
 * The error is judged from the data: the differences with steps h/2, h and 2h would all be equal but for truncation
 * (which grows as h²) and rounding (which grows as 1/h), so their spread covers both; to it comes ε (|f(h)| + |f(−h)|) / h,
 * the rounding of the two values themselves. (The idea of Ridders' method, without its extrapolation.)
 */
export const slopeAtZero = (f: (t: number) => Sample): Slope => {
  const middle = f(0)
  const [near, step, far] = [STEP / 2, STEP, 2 * STEP].map((h) => {
    const [plus, minus] = [f(h), f(-h)]
    return { h, plus, minus, central: (plus.value - minus.value) / (2 * h) }
  })
  if (near === undefined || step === undefined || far === undefined) return { central: NaN, error: NaN, left: NaN, right: NaN, pieces: 'one' }
  const spread = Math.max(Math.abs(far.central - step.central), Math.abs(step.central - near.central))
  const rounding = EPSILON * (Math.abs(step.plus.value) + Math.abs(step.minus.value)) / near.h
  const pieces = [near, step, far].flatMap(({ plus, minus }) => [plus.piece, minus.piece])
  return {
    central: step.central,
    error: spread + rounding,
    left: (middle.value - step.minus.value) / step.h,
    right: (step.plus.value - middle.value) / step.h,
    pieces: pieces.every((piece) => piece === middle.piece) ? 'one' : 'several',
  }
}
