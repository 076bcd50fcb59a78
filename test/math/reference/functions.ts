import { absolute, add, type Binary, divide, exactly, integer, multiply, negate } from './binary.ts'
import { cosine, sine } from './circle.ts'
import { errorFunction, inverseErrorFunction } from './error-function.ts'
import { exponential, exponentialMinusOne } from './exponential.ts'
import { logarithm, logarithmOnePlus } from './logarithm.ts'

/** e^(−|x|). */
const decay = (x: number): Binary => exponential(negate(absolute(exactly(x))))

const hyperbolicTangent = (x: number): Binary => {
  if (Math.abs(x) > 1000) return integer(Math.sign(x))
  const minusOne = exponentialMinusOne(multiply(integer(2), exactly(x)))
  return divide(minusOne, add(minusOne, integer(2)))
}

const power = (x: number, y: number): Binary => {
  const magnitude = exponential(multiply(exactly(y), logarithm(absolute(exactly(x)))))
  return x < 0 && Math.abs(y % 2) === 1 ? negate(magnitude) : magnitude
}

/**
 * The true values, to some 300 bits, of finite arguments inside the domain. Integers only; independent of `src/math`.
 * pow takes two arguments, the others one.
 */
export const reference = {
  exp: (x: number): Binary => exponential(exactly(x)),
  expm1: (x: number): Binary => (x < -1000 ? integer(-1) : exponentialMinusOne(exactly(x))),
  log: (x: number): Binary => logarithm(exactly(x)),
  log1p: (x: number): Binary => logarithmOnePlus(exactly(x)),
  tanh: hyperbolicTangent,
  sigmoid: (x: number): Binary => divide(x < 0 ? decay(x) : integer(1), add(integer(1), decay(x))),
  softplus: (x: number): Binary => add(exactly(x > 0 ? x : 0), logarithmOnePlus(decay(x))),
  erf: (x: number): Binary => errorFunction(exactly(x)),
  erfinv: (x: number): Binary => inverseErrorFunction(exactly(x), x),
  sin: (x: number): Binary => sine(exactly(x)),
  cos: (x: number): Binary => cosine(exactly(x)),
  pow: power,
} as const

export type FunctionName = keyof typeof reference
