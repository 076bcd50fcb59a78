import { inner, outer } from '../../math/error-function-kernel.ts'
import { errorFunctionTable } from '../../math/error-function-table.ts'
import { exponentialTable } from '../../math/exponential-table.ts'
import { logarithmTable } from '../../math/logarithm-table.ts'
import { sineTable } from '../../math/sine-table.ts'
import { twoOverPi } from '../../math/two-over-pi.ts'
import {
  ERROR_FUNCTION_INNER, ERROR_FUNCTION_OUTER, ERROR_FUNCTION_TABLE, EXPONENTIAL_TABLE, LOGARITHM_TABLE, SINE_TABLE, TWO_OVER_PI,
} from './assembly/math/tables.ts'

/** Numbers that belong at an address in the machine's memory. */
export interface MathTable {
  readonly address: number
  readonly numbers: Float64Array
}

/** The tables of the elementary functions: those of `src/math` themselves, for the host to copy when it makes the memory. */
export const mathTables: readonly MathTable[] = [
  { address: EXPONENTIAL_TABLE, numbers: exponentialTable },
  { address: LOGARITHM_TABLE, numbers: logarithmTable },
  { address: SINE_TABLE, numbers: sineTable },
  { address: ERROR_FUNCTION_TABLE, numbers: errorFunctionTable },
  { address: ERROR_FUNCTION_OUTER, numbers: outer },
  { address: ERROR_FUNCTION_INNER, numbers: inner },
  { address: TWO_OVER_PI, numbers: twoOverPi },
]
