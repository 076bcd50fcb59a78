/**
 * The largest error of each function that was ever found, in units in the last place of the f64 result, rounded
 * upward. `test/math/accuracy.test.ts` fails when it finds a larger one, or when a comment states another figure.
 */
export const accuracy = {
  exp: { largestError: 0.6 },
  expm1: { largestError: 0.6 },
  log: { largestError: 0.6 },
  log1p: { largestError: 0.6 },
  tanh: { largestError: 0.6 },
  sigmoid: { largestError: 0.6 },
  softplus: { largestError: 0.6 },
  erf: { largestError: 0.8 },
  erfinv: { largestError: 0.8 },
  sin: { largestError: 0.6 },
  cos: { largestError: 0.6 },
  pow: { largestError: 0.6 },
} as const
