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
const STEP = 2 ** -17

const EPSILON = 2 ** -52

/**
 * How far rounding moves a value of `f` near 0.
 *
 * Over steps of 2⁻³⁰ a smooth function is straight to f64, so what is left of f(t) − 2 f(2t) + f(3t) is the noise of four
 * evaluations. The largest of eight such differences on either side, on one smooth piece each, and one rounding of the
 * value itself for functions that happen to come out exact. Moré and Wild, "Estimating computational noise", 2011.
 */
export const noiseAtZero = (f: (t: number) => Sample): number => {
  const steps = Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (i + 1) * 2 ** -30)
  const differences = steps.flatMap((t) => {
    const [a, b, c] = [f(t), f(2 * t), f(3 * t)]
    return a.piece === b.piece && b.piece === c.piece ? [Math.abs(a.value - 2 * b.value + c.value)] : []
  })
  return Math.max(0, ...differences) + EPSILON * Math.abs(f(0).value)
}

/**
 * The slope of `f` at 0 by central differences.
 *
 * The error is judged from the data. Truncation: the difference with step h is off by c h², so those with 2h and h differ
 * by 3 c h²; the spread of the differences with h/2, h and 2h is taken. Rounding: each of the two values is off by the noise, which
 * the quotient carries to at most noise / h; for the noise was only sampled, twice that is taken.
 */
export const slopeAtZero = (f: (t: number) => Sample, noise = noiseAtZero(f)): Slope => {
  const middle = f(0)
  const [near, step, far] = [STEP / 2, STEP, 2 * STEP].map((h) => {
    const [plus, minus] = [f(h), f(-h)]
    return { h, plus, minus, central: (plus.value - minus.value) / (2 * h) }
  })
  if (near === undefined || step === undefined || far === undefined) {
    return { central: NaN, error: NaN, left: NaN, right: NaN, pieces: 'one' }
  }
  const spread = Math.max(Math.abs(far.central - step.central), Math.abs(step.central - near.central))
  const rounding = 2 * noise / step.h
  const pieces = [near, step, far].flatMap(({ plus, minus }) => [plus.piece, minus.piece])
  return {
    central: step.central,
    error: spread + rounding,
    left: (middle.value - step.minus.value) / step.h,
    right: (step.plus.value - middle.value) / step.h,
    pieces: pieces.every((piece) => piece === middle.piece) ? 'one' : 'several',
  }
}
