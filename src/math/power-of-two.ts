import { entry } from './entry.ts'

/** 2^start, 2^(start + step), …: made by exact doublings and halvings. */
const powers = (start: number, step: number, count: number): Float64Array => {
  const table = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    let power = 1
    const exponent = start + i * step
    for (let n = 0; n < Math.abs(exponent); n++) power *= exponent < 0 ? 0.5 : 2
    table[i] = power
  }
  return table
}

const coarse = powers(-1024, 32, 64)
const fine = powers(0, 1, 32)

/**
 * 2^exponent, exactly, for an integer exponent from −1024 (subnormal) to 1023.
 *
 * Two small tables instead of writing the exponent bits: storing 32-bit halves and reading 64 bits back stalls
 * the processor, and this was the fastest of five ways on V8 and JavaScriptCore.
 */
export const powerOfTwo = (exponent: number): number => entry(coarse, (exponent >> 5) + 32) * entry(fine, exponent & 31)
