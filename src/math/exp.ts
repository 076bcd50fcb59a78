import { exponentialHead, exponentialRemainder, exponentialRest, exponentialSteps } from './exponential-kernel.ts'
import { powerOfTwo } from './power-of-two.ts'
import { scale } from './scale.ts'

/** The same beyond ±708, where the result may overflow or be subnormal. */
const expFarOut = (x: number): number => {
  if (x !== x) return x
  if (x > 710) return Infinity
  if (x < -746) return 0
  const n = exponentialSteps(x)
  return scale(exponentialHead(n), exponentialRest(n, exponentialRemainder(x, n, 0)), n >> 6)
}

/**
 * e^x.
 */
export const exp = (x: number): number => {
  if (!(x > -708 && x < 709)) return expFarOut(x)
  const n = exponentialSteps(x)
  const rest = exponentialRest(n, exponentialRemainder(x, n, 0))
  return (exponentialHead(n) + rest) * powerOfTwo(n >> 6)
}
