import * as v from 'valibot'
import { Either, pipe } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'

const placeOf = (issue: v.BaseIssue<unknown>): string => v.getDotPath(issue) ?? 'the whole file'

/** JSON from outside as a value of a schema; the error names the first place that is wrong. */
export const parseJson = <T>(file: string, text: string, schema: v.GenericSchema<unknown, T>): Either.Either<DataError, T> => pipe(
  Either.tryCatch(() => v.safeParse(schema, JSON.parse(text)), (error): DataError => ({
    file, reason: `it is not JSON that can be read (${error instanceof Error ? error.message : String(error)})`, remedy: 'Take the file as it was written',
  })),
  Either.chain((checked) => {
    if (checked.success) return Either.right(checked.output)
    const [issue] = checked.issues
    return Either.left({ file, place: placeOf(issue), reason: issue.message, remedy: 'Take the file as it was written' })
  }),
)
