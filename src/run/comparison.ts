import { existsSync } from 'node:fs'
import * as v from 'valibot'
import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { readText } from '../io/read-file.ts'
import type { RunFolder } from './folder.ts'
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

/** The comparison in a run's folder; nothing where nobody was asked. */
export const comparisonIn = ({ comparison: file }: RunFolder): TaskEither.TaskEither<DataError, RunComparison | undefined> =>
  existsSync(file)
    ? pipe(readText(file), TaskEither.chainEitherK((text) => parseJson(file, text, schema)))
    : TaskEither.right(undefined)
