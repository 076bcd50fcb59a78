import { parse } from 'csv-parse/sync'
import { Either, pipe } from '../fp.ts'
import type { DataError } from './data-error.ts'

/** What one column must hold: whole numbers in a range. */
export interface Column {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** One row with the line of the file on which it ends. */
interface Row {
  readonly cells: readonly string[]
  readonly line: number
}

const parsed = (file: string, text: string): Either.Either<DataError, readonly Row[]> => Either.tryCatch(
  () => parse(text, {
    relax_column_count: true, skip_empty_lines: true, trim: true,
    on_record: (cells: readonly string[], { lines }) => [String(lines), ...cells],
  }).map(([line, ...cells]): Row => ({ cells, line: Number(line) })),
  (error) => ({
    file, reason: `it is not CSV (${error instanceof Error ? error.message : String(error)})`, remedy: 'Correct the quotes in the file',
  }),
)

/**
 * The rows of a CSV file without a header, each cell a whole number in its column's range.
 *
 * The error names the first wrong line and column.
 */
export const parseNumbers = (
  file: string, text: string, columns: readonly Column[],
): Either.Either<DataError, readonly (readonly number[])[]> => pipe(
  parsed(file, text),
  Either.filterOrElse((rows) => rows.length > 0, (): DataError => ({ file, reason: 'it has no rows', remedy: 'Give a file with data' })),
  Either.chain((rows) => {
    const faults = rows.flatMap((row) => rowFaults(file, row, columns))
    const [fault] = faults
    return fault === undefined ? Either.right(rows.map(({ cells }) => cells.map(Number))) : Either.left(fault)
  }),
)

const rowFaults = (file: string, { cells, line }: Row, columns: readonly Column[]): readonly DataError[] => {
  if (cells.length !== columns.length) {
    return [{
      file, place: `line ${line}`,
      reason: `it has ${cells.length} columns, ${columns.length} are expected`, remedy: 'Correct or remove the line',
    }]
  }
  return columns.flatMap(({ name, from, to }, column) => {
    const cell = cells[column] ?? ''
    const value = cell === '' ? NaN : Number(cell)
    return Number.isInteger(value) && value >= from && value <= to ? [] : [{
      file, place: `line ${line}, column ${column + 1}`,
      reason: `"${cell}" is not a ${name} (a whole number from ${from} to ${to})`, remedy: 'Correct the cell or remove the line',
    }]
  })
}
