import { withLogarithmsAtTheEnds } from './logarithm-ends'
import { logarithm } from './logarithm-kernel'
import { firstPair, lastPair, rounded } from './pairs'

/** The natural logarithm: `src/math/log.ts`, rounded to f32. A subnormal f32 is a normal f64 and needs no care. */
export function log(x: v128): v128 {
  return withLogarithmsAtTheEnds(x, rounded(logarithm(firstPair(x)), logarithm(lastPair(x))))
}
