import { Either, pipe } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'

/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

interface Line {
  readonly text: string
  readonly number: number
}

/** JSON.parse says `any`; these are all the values that it can give. */
const parsed = (text: string): Json => JSON.parse(text) as Json

/**
 * The values of a JSON Lines text (https://jsonlines.org): one a line, in order; lines of nothing but blanks are passed over.
 *
 * The error names the first line that is not JSON.
 */
export const parseJsonLines = (file: string, text: string): Either.Either<DataError, readonly Json[]> => pipe(
  text.split('\n').map((line, i): Line => ({ text: line, number: i + 1 })).filter(({ text: line }) => line.trim() !== ''),
  Either.traverseArray((line) => Either.tryCatch(() => parsed(line.text), (error): DataError => ({
    file, place: `line ${line.number}`, reason: `it is not JSON (${error instanceof Error ? error.message : String(error)})`,
    remedy: 'Correct or remove the line',
  }))),
)

/** One line for each value, as `parseJsonLines` reads them. */
export const showJsonLines = (values: readonly Json[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('')
