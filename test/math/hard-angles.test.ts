import { describe, expect, it } from 'vitest'
import { accuracy } from '../../src/math/accuracy.ts'
import { cos, sin } from '../../src/math/index.ts'
import { exactly, magnitudeOf } from './reference/binary.ts'
import { cosine, sine } from './reference/circle.ts'
import { piBits } from './reference/constants.ts'
import { errorInUlps } from './reference/rounding.ts'

/**
 * The denominators below 2^53 of the convergents of α = 2^exponent·2/π, as a continued fraction: q·2^exponent is
 * nearer to a multiple of π/2 than any double of this exponent with a smaller significand.
 */
const denominators = (exponent: number): readonly bigint[] => {
  let numerator = 1n << BigInt(exponent + 1 + 1700)
  let denominator = piBits(1700)
  let before = 0n
  let q = 1n
  const found: bigint[] = []
  // The first quotient is the integer part of α; it has the denominator 1.
  for (let first = true; denominator !== 0n; first = false) {
    const quotient = numerator / denominator
    const next = first ? 1n : quotient * q + before
    if (next >= 1n << 53n) break
    if (!first) before = q
    q = next
    found.push(q)
    ;[numerator, denominator] = [denominator, numerator - quotient * denominator]
  }
  return found
}

describe('the angles nearest to multiples of π/2, for every exponent of a double', () => {
  const angles = Array.from({ length: 1025 }, (_, i) => i - 53).flatMap(exponent =>
    denominators(exponent)
      .slice(-3)
      .map(q => Number(q) * 2 ** exponent),
  )

  it('are as near as can be', () => {
    const hardest = 6381956970095103 * 2 ** 797 // known from the literature: 2^-61 from a multiple of π/2
    expect(angles).toContain(hardest)
    expect(magnitudeOf(cosine(exactly(hardest)))).toBe(-61)
  })

  it('have a sine and a cosine as accurate as the others', () => {
    let worst = { error: 0, at: '' }
    for (const x of angles) {
      for (const [name, ours, right] of [['sin', sin(x), sine(exactly(x))], ['cos', cos(x), cosine(exactly(x))]] as const) {
        const error = errorInUlps(ours, right)
        if (!(error <= worst.error)) worst = { error, at: `${name} ${x}` }
      }
    }
    console.log(`sin, cos ${worst.error.toFixed(4)} ulp at ${worst.at}; ${angles.length} angles next to multiples of π/2`)
    expect(worst.error, worst.at).toBeLessThanOrEqual(accuracy.cos.largestError)
  })
})
