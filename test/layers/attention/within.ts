import { expect } from 'vitest'
import { boundedOf, boundOps } from '../../../compare/index.ts'
import { f32, f64, type Ops, type Tensor, toFlat } from '../../../src/index.ts'

/** A computation whose numbers are f32 numbers at first, so that every engine begins with the same. */
export type Program = (ops: Ops) => readonly Tensor[]

/** How far an f32 evaluation of a program may be from the truth, for each number of each result. */
export const errorsOf = (program: Program): readonly (readonly number[])[] =>
  program(boundOps('chosen')).map((tensor) => toFlat(boundedOf(tensor).error))

/** What f64 gains on f32: every rounding is 2⁻²⁹ as large, and so are their sums, but for products of two. */
const F64 = 2 ** -29

/**
 * Asserts that a program gives these numbers, which somebody else computed in f64: in f32 within its error bound, in f64 within 2⁻²⁹ of that
 * for our evaluation and as much for theirs.
 */
export const expectWithin = (program: Program, wanted: readonly (readonly number[])[]): void => {
  const errors = errorsOf(program)
  const check = (ops: Ops, share: number): void => {
    const results = program(ops)
    expect(results).toHaveLength(wanted.length)
    results.forEach((result, i) => {
      const numbers = toFlat(result)
      expect(numbers).toHaveLength(wanted[i]!.length)
      numbers.forEach((found, j) => {
        const [due, bound] = [wanted[i]![j]!, errors[i]![j]! * share]
        expect(bound, `a bound for number ${j} of result ${i}`).toBeLessThan(Infinity)
        if (!(Math.abs(found - due) <= bound)) expect.fail(`number ${j} of result ${i} is ${found}, not ${due} ± ${bound}`)
      })
    })
  }
  check(f32, 1 + 2 * F64)
  check(f64, 2 * F64)
}
