import { exponential, withinExponentialRange } from './exponential-kernel'
import { firstTwo, lastTwo, rounded } from './halves'

/** e^x: `src/math/exp.ts`, rounded to f32. */
export function exp(x: v128): v128 {
  const near = withinExponentialRange(x)
  return rounded(exponential(firstTwo(near)), exponential(lastTwo(near)))
}
