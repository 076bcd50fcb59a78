// Where the tables of the elementary functions lie in memory, in bytes. This file is read by both languages: the functions
// here and the host, which copies the tables of `src/math` to these places (`math-tables.ts`).

/** Rows of two numbers; see `src/math/exponential-table.ts`. */
export const EXPONENTIAL_TABLE = 1024

/** Rows of three numbers; see `src/math/logarithm-table.ts`. */
export const LOGARITHM_TABLE = 2048

/** Rows of two numbers; see `src/math/sine-table.ts`. */
export const SINE_TABLE = 5120

/** Rows of three numbers; see `src/math/error-function-table.ts`. */
export const ERROR_FUNCTION_TABLE = 6144

/** The coefficients `outer` and `inner` of `src/math/error-function-kernel.ts`. */
export const ERROR_FUNCTION_OUTER = 10496
export const ERROR_FUNCTION_INNER = 10656

/** Digits in base 2^24; see `src/math/two-over-pi.ts`. */
export const TWO_OVER_PI = 10816
