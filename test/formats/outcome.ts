import { expect } from 'vitest'
import { Either, type Tensor, treeEquals } from '../../src/index.ts'
import { type DataError, showDataError } from '../../src/io/data-error.ts'

/** What was read; a refusal fails the test with its message. */
export const read = <A>(outcome: Either.Either<DataError, A>): A => {
  if (Either.isLeft(outcome)) throw new Error(showDataError(outcome.left))
  return outcome.right
}

/** The message of a refusal; anything else fails the test. */
export const refusal = (outcome: Either.Either<DataError, unknown>): string => {
  if (Either.isRight(outcome)) throw new Error('it was not refused')
  return showDataError(outcome.left)
}

type Named = Readonly<Record<string, Tensor>>

/** The same names, and under each the same bits. */
export const expectSame = (given: Named, wanted: Named): void => {
  expect(Object.keys(given).sort()).toEqual(Object.keys(wanted).sort())
  for (const name of Object.keys(wanted)) expect(treeEquals(given[name]!, wanted[name]!), name).toBe(true)
}
