import * as v from 'valibot'
import type { Either } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { parseJson } from './json-file.ts'

/** What another framework said of a run's first steps. */
export interface RunComparison {
  readonly title: string
  readonly text: string
  /** whether nothing differed and something was checked */
  readonly agreed: boolean
}

const schema: v.GenericSchema<unknown, RunComparison> = v.object({ title: v.string(), text: v.string(), agreed: v.boolean() })

/** A comparison as text. */
export const writeComparison = (comparison: RunComparison): string => `${JSON.stringify(comparison, undefined, 2)}\n`

/** A comparison from text. */
export const readComparison = (file: string, text: string): Either.Either<DataError, RunComparison> => parseJson(file, text, schema)
