import { exponential, withinExponentialRange } from './exponential-kernel'
import { firstPair, lastPair, rounded } from './pairs'

/** e^x: `src/math/exp.ts`, rounded to f32. */
export function exp(x: v128): v128 {
  const near = withinExponentialRange(x)
  return rounded(exponential(firstPair(near)), exponential(lastPair(near)))
}
