/** `f(y − t)` of every pair of numbers, in f64. */
const ofErrors = (f: (error: number) => number) => (y: ArrayLike<number>, t: ArrayLike<number>): Float64Array => {
  const out = new Float64Array(y.length)
  for (let i = 0; i < out.length; i++) out[i] = f(y[i]! - t[i]!)
  return out
}

export const errors = ofErrors((error) => error)
export const absoluteErrors = ofErrors(Math.abs)
export const squaredErrors = ofErrors((error) => error * error)
