import * as v from 'valibot'
import { Either, pipe } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'

/**
 * The values of a file of JSON with a line each, that was written line by line. A last line without an end is left out: the
 * process that wrote it was killed before it was finished.
 */
export const readLines = <T>(
  file: string, text: string, schema: v.GenericSchema<unknown, T>, what: string,
): Either.Either<DataError, readonly T[]> => {
  const read = text.split('\n').slice(0, -1).map((line) => pipe(
    Either.tryCatch((): unknown => JSON.parse(line), () => undefined),
    Either.match(() => undefined, (json) => v.safeParse(schema, json)),
  ))
  const wrong = read.findIndex((one) => one?.success !== true)
  return wrong === -1
    ? Either.right(read.flatMap((one) => one?.success === true ? [one.output] : []))
    : Either.left({ file, place: `line ${wrong + 1}`, reason: `it is no ${what}`, remedy: 'Take the file as the run wrote it' })
}
