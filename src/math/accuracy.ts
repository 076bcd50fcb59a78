/**
 * The largest error that was ever found in each function, in units in the last place of the f64 result, rounded upward.
 * `test/math/accuracy.test.ts` fails when it finds a larger one, or when a function's comment states another figure.
 */
export const accuracy = {
  exp: { largestError: 0.517 },
  expm1: { largestError: 0.551 },
  log: { largestError: 0.501 },
  log1p: { largestError: 0.501 },
  tanh: { largestError: 0.567 },
  sigmoid: { largestError: 0.512 },
  softplus: { largestError: 0.515 },
  erf: { largestError: 0.669 },
  erfinv: { largestError: 0.7 },
  sin: { largestError: 0.509 },
  cos: { largestError: 0.508 },
  pow: { largestError: 0.515 },
} as const
