import { sumError } from './double-double'
import { withLogarithmsAtTheEnds } from './logarithm-ends'
import { logarithm, logarithmNearOne, logarithmTail } from './logarithm-kernel'
import { firstPair, lastPair, rounded } from './pairs'
import { withSignOf } from './sign'

/** log(1 + x) of two numbers, but for the sign of 0. */
@inline
export function log1pOfPair(x: v128): v128 {
  const near = logarithmNearOne(x, f64x2.splat(0))
  const one = f64x2.splat(1)
  const sum = f64x2.add(one, x)
  const head = logarithm(sum)
  const far = f64x2.add(head, f64x2.add(logarithmTail(), f64x2.div(sumError(one, x, sum), sum)))
  return v128.bitselect(near, far, f64x2.lt(f64x2.abs(x), f64x2.splat(0.0054)))
}

/** log(1 + x): `src/math/log1p.ts`, rounded to f32. */
export function log1p(x: v128): v128 {
  const inside = withSignOf(x, rounded(log1pOfPair(firstPair(x)), log1pOfPair(lastPair(x))))
  return withLogarithmsAtTheEnds(f32x4.add(f32x4.splat(1), x), inside)
}
