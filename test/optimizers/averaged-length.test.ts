import { describe, expect, test } from 'vitest'
import { f32, f64, item } from '../../src/index.ts'
import { averagedLength, lastLength } from '../../src/optimizers/averaged-length.ts'

/** ρₜ + 1 is twice the mean age of the gradients, 1 for the newest: sums of positive numbers, so every digit is right. */
const meanAge = (beta: number, t: number): number => {
  let [weights, ages, weight] = [0, 0, 1]
  for (let age = 1; age <= t; age += 1) {
    weights += weight
    ages += age * weight
    weight *= beta
  }
  return 2 * ages / weights - 1
}

const betas = [0.7, 0.9, 0.99, 0.999, 0.9999]
const times = [1, 2, 3, 4, 5, 6, 7, 10, 37, 68, 69, 100, 499, 500, 693, 694, 1000, 4999, 5001, 20_000]

describe('averagedLength: ρ∞ − 2 t βᵗ / (1 − βᵗ)', () => {
  test.each(betas)('β = %s: in f64 within 40 u and the roundings of the sums that it is held against', (beta) => {
    for (const t of times) {
      const truth = meanAge(beta, t)
      expect(Math.abs(item(averagedLength(f64, beta, f64.fill([], t))) - truth)).toBeLessThan((40 + 4 * t) * 2 ** -53 * (truth + 1))
    }
  })

  test.each(betas)('β = %s: in f32 within 16 u, where the formula as it stands loses up to all digits', (beta) => {
    for (const t of times) {
      const truth = meanAge(beta, t)
      expect(Math.abs(item(averagedLength(f32, beta, f32.fill([], t))) - truth)).toBeLessThan(16 * 2 ** -24 * (truth + 1))
    }
  })

  test('the formula as it stands is where the mean age comes from', () => {
    for (const t of [1, 2, 5, 50]) expect(Math.abs(lastLength(0.5) - 2 * t * 0.5 ** t / (1 - 0.5 ** t) - meanAge(0.5, t))).toBeLessThan(1e-14)
  })

  test('after a billion updates it is ρ∞', () => {
    for (const beta of betas) expect(item(averagedLength(f64, beta, f64.fill([], 2 ** 30)))).toBe(lastLength(beta))
  })
})
