import { orderedSumError, productError, sumError } from './double-double.ts'
import { entry } from './entry.ts'
import { highWord } from './high-word.ts'
import { powerOfTwo } from './power-of-two.ts'
import { sineOfSteps } from './sine-kernel.ts'
import { twoOverPi } from './two-over-pi.ts'

const BASE = 16777216
const HALF_PI = 1.5707963267948966
const HALF_PI_TAIL = 6.123233995736766e-17
/** Digits after the point that are kept: 168 bits, of which at most 62 vanish in cancellation. */
const FRACTION_DIGITS = 7

/** Scratch: the digits of the significand, lowest first, and of the product, the integer digit first. */
const factor = new Float64Array(4)
const product = new Float64Array(FRACTION_DIGITS + 1)

/** significand·2^shift as four digits in base 2^24; significand < 2^53, shift < 24. */
const setFactor = (significand: number, shift: number): void => {
  let rest = significand
  let carry = 0
  for (let i = 0; i < 4; i++) {
    const upper = Math.floor(rest / BASE)
    const value = (rest - upper * BASE) * powerOfTwo(shift) + carry
    carry = Math.floor(value / BASE)
    factor[i] = value - carry * BASE
    rest = upper
  }
}

/**
 * sin(x + turn·π/32) for any finite x of at least 2^-5: M. H. Payne and R. N. Hanek, "Radian reduction for
 * trigonometric functions" (1983). |x|·2/π modulo 4 is a product of integers, of which only the digits around
 * the point are computed; every number below is an integer under 2^53.
 */
export const sineOfHugeAngle = (x: number, turn: number): number => {
  const magnitude = Math.abs(x)
  const exponent = (highWord(magnitude) >> 20) - 1075
  const places = Math.floor(exponent / 24)
  setFactor(magnitude * powerOfTwo(-exponent), exponent - places * 24)
  // Column c has weight 2^(−24c): the product of factor digit i and digit c + places + i − 1 of 2/π.
  let carry = 0
  for (let column = FRACTION_DIGITS; column >= 0; column--) {
    let sum = carry
    for (let i = 0; i < 4; i++) {
      const digit = column + places + i - 1
      if (digit >= 0) sum += entry(factor, i) * entry(twoOverPi, digit)
    }
    carry = Math.floor(sum / BASE)
    product[column] = sum - carry * BASE
  }
  // In sixteenths of a quarter turn: the nearest integer, and the signed fraction in quarter turns.
  const first = entry(product, 1)
  const lead = first & 0xfffff
  const up = lead >> 19
  const steps = ((entry(product, 0) & 3) << 4) + (first >> 20) + up
  const upper = (lead - (up << 20)) * powerOfTwo(-24) + entry(product, 2) * powerOfTwo(-48)
  const middle = entry(product, 3) * powerOfTwo(-72) + entry(product, 4) * powerOfTwo(-96)
  const lower = entry(product, 5) * powerOfTwo(-120) + entry(product, 6) * powerOfTwo(-144)
  const sum = upper + middle
  const sumRest = sumError(upper, middle, sum) + lower
  const head = sum + sumRest
  const headRest = orderedSumError(sum, sumRest, head)
  // Times π/2.
  const radians = head * HALF_PI
  const radiansRest = productError(head, HALF_PI, radians) + (head * HALF_PI_TAIL + headRest * HALF_PI)
  return x < 0
    ? sineOfSteps(turn - steps, -radians, -radiansRest)
    : sineOfSteps(turn + steps, radians, radiansRest)
}
