import { sumError } from './double-double'
import { firstTwo, lastTwo, rounded } from './halves'
import { logarithm, logarithmNearOne, logarithmTail } from './logarithm-kernel'
import { withLogarithmsAtTheEnds } from './logarithm-ends'
import { withSignOf } from './sign'

@inline
function ofOnePlus(x: v128): v128 {
  const near = logarithmNearOne(x, f64x2.splat(0))
  const one = f64x2.splat(1)
  const sum = f64x2.add(one, x)
  const head = logarithm(sum)
  const far = f64x2.add(head, f64x2.add(logarithmTail(), f64x2.div(sumError(one, x, sum), sum)))
  return v128.bitselect(near, far, f64x2.lt(f64x2.abs(x), f64x2.splat(0.0054)))
}

/** log(1 + x): `src/math/log1p.ts`, rounded to f32. */
export function log1p(x: v128): v128 {
  const inside = withSignOf(x, rounded(ofOnePlus(firstTwo(x)), ofOnePlus(lastTwo(x))))
  return withLogarithmsAtTheEnds(f32x4.add(f32x4.splat(1), x), inside)
}
