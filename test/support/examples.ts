import fc from 'fast-check'
import type { Precision } from '../../src/index.ts'

/** One seed for every property, so that a run here is the same run everywhere. */
const SEED = 20_261_121

/** Asserts a property on `runs` examples. */
export const holds = <T>(property: fc.IProperty<T>, runs: number): void => {
  fc.assert(property, { seed: SEED, numRuns: runs })
}

/** One size of an axis. */
export const size = (largest: number): fc.Arbitrary<number> => fc.integer({ min: 1, max: largest })

/** A shape of `fewest` to `most` axes. */
export const shape = (fewest: number, most: number, largest: number): fc.Arbitrary<readonly number[]> =>
  fc.array(size(largest), { minLength: fewest, maxLength: most })

/** Where numbers are drawn from: fast-check chooses the seed, our own key draws. */
export const seed: fc.Arbitrary<number> = fc.nat(2 ** 31 - 1)

export const precisions: readonly Precision[] = ['f32', 'f64']
