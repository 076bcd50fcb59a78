import { firstTwo, lastTwo, rounded } from './halves'
import { logarithm } from './logarithm-kernel'
import { withLogarithmsAtTheEnds } from './logarithm-ends'

/** The natural logarithm: `src/math/log.ts`, rounded to f32. A subnormal f32 is a normal f64 and needs no care. */
export function log(x: v128): v128 {
  return withLogarithmsAtTheEnds(x, rounded(logarithm(firstTwo(x)), logarithm(lastTwo(x))))
}
