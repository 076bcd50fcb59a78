import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { readText } from '../io/read-file.ts'
import type { FixedSize } from '../tensor.ts'
import { characterWindows, type CharacterWindows } from './characters.ts'

/** Reads a text to be cut into windows. */
export const readCharacterWindows = <const T extends number>(
  file: string, { length }: { readonly length: T & FixedSize<T> },
): TaskEither.TaskEither<DataError, CharacterWindows<T>> => pipe(
  readText(file),
  TaskEither.filterOrElse((text) => [...text].length > length, (text): DataError => ({
    file, reason: `it has ${[...text].length} characters, at least ${length + 1} are needed`, remedy: 'Give a longer text',
  })),
  TaskEither.map((text) => characterWindows<T>(text, { length })),
)
