import { number, whole } from '../formats/csv-cell.ts'
import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { readCsv } from '../io/read-formats.ts'
import { type Dataset, datasetOf } from './dataset.ts'
import { oneHotRow } from './one-hot.ts'

/** The species of iris, by their number. */
export const irisSpecies = ['setosa', 'versicolor', 'virginica'] as const

const MEASURES = 4
const CLASSES = irisSpecies.length

const length = number({ from: 0 })
const columns = {
  sepalLength: { at: 1, holds: length }, sepalWidth: { at: 2, holds: length },
  petalLength: { at: 3, holds: length }, petalWidth: { at: 4, holds: length },
  species: { at: 5, holds: whole({ from: 0, to: CLASSES - 1 }) },
}

/**
 * Reads irises: a CSV file with a header, then a line for each flower: length and width of the sepal, length and width of the petal, in
 * cm, and the number of the species. The labels are one-hot.
 */
export const readIris = (
  file: string,
): TaskEither.TaskEither<DataError, Dataset<readonly [typeof MEASURES], readonly [typeof CLASSES]>> => pipe(
  readCsv(file, { columns }),
  TaskEither.filterOrElse((rows) => rows.length > 0, (): DataError =>
    ({ file, reason: 'it has no rows below its header', remedy: 'Give a file with data' })),
  TaskEither.map((rows) => datasetOf({ x: [MEASURES], labels: [CLASSES] },
    rows.map(({ sepalLength, sepalWidth, petalLength, petalWidth }) => [sepalLength, sepalWidth, petalLength, petalWidth]),
    rows.map(({ species }) => oneHotRow(species, CLASSES)))),
)
