import { type Column, parseNumbers } from '../formats/csv.ts'
import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { readText } from '../io/read-file.ts'
import { type Dataset, datasetOf } from './dataset.ts'
import { oneHotRow } from './one-hot.ts'

/** One handwritten digit: 64 grey values from 0 (white) to 1 (black) of an 8×8 image, row by row, and what it shows. */
export interface Digit {
  readonly pixels: readonly number[]
  readonly digit: number
}

const PIXELS = 64
const CLASSES = 10
const DARKEST = 16

const columns: readonly Column[] = [
  ...Array.from({ length: PIXELS }, () => ({ name: 'grey value', from: 0, to: DARKEST })),
  { name: 'digit', from: 0, to: CLASSES - 1 },
]

/** Reads handwritten digits: a CSV file (or one packed as .gz) of 64 grey values from 0 to 16 and the class a line. */
export const readDigits = (file: string): TaskEither.TaskEither<DataError, readonly Digit[]> => pipe(
  readText(file),
  TaskEither.chainEitherK((text) => parseNumbers(file, text, columns)),
  TaskEither.map((rows) => rows.map((row) => ({ pixels: row.slice(0, PIXELS).map((grey) => grey / DARKEST), digit: row[PIXELS] ?? 0 }))),
)

/** Digits as examples: the grey values from 0 to 1, and the class one-hot. */
export const digitsDataset = (digits: readonly Digit[]): Dataset<readonly [typeof PIXELS], readonly [typeof CLASSES]> =>
  datasetOf({ x: [PIXELS], labels: [CLASSES] }, digits.map(({ pixels }) => pixels), digits.map(({ digit }) => oneHotRow(digit, CLASSES)))
