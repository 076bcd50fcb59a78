import { parse } from 'csv-parse/sync'
import { Either, pipe } from '../fp.ts'
import type { DataError } from './data-error.ts'

/** What one column must hold: whole numbers in a range. */
export interface Column {
  readonly name: string
  readonly from: number
  readonly to: number
}

const parsed = (file: string, text: string): Either.Either<DataError, readonly (readonly string[])[]> => Either.tryCatch(
  () => parse(text, { relax_column_count: true, skip_empty_lines: true, trim: true }),
  (error) => ({ file, reason: `it is not CSV (${error instanceof Error ? error.message : String(error)})`, remedy: 'Correct the quotes in the file' }),
)

/**
 * The rows of a CSV file without a header, each cell a whole number in its column's range.
 *
 * The error names the first wrong line and column.
 */
export const parseNumbers = (file: string, text: string, columns: readonly Column[]): Either.Either<DataError, readonly (readonly number[])[]> => pipe(
  parsed(file, text),
  Either.filterOrElse((rows) => rows.length > 0, (): DataError => ({ file, reason: 'it has no rows', remedy: 'Give a file with data' })),
  Either.chain((rows) => {
    const faults = rows.flatMap((row, line) => rowFaults(file, line + 1, row, columns)).slice(0, 1)
    const [fault] = faults
    return fault === undefined ? Either.right(rows.map((row) => row.map(Number))) : Either.left(fault)
  }),
)

const rowFaults = (file: string, line: number, row: readonly string[], columns: readonly Column[]): readonly DataError[] => {
  if (row.length !== columns.length) {
    return [{
      file, place: `line ${String(line)}`,
      reason: `it has ${String(row.length)} columns, ${String(columns.length)} are expected`, remedy: 'Correct or remove the line',
    }]
  }
  return columns.flatMap(({ name, from, to }, column) => {
    const cell = row[column] ?? ''
    const value = cell === '' ? NaN : Number(cell)
    return Number.isInteger(value) && value >= from && value <= to ? [] : [{
      file, place: `line ${String(line)}, column ${String(column + 1)}`,
      reason: `"${cell}" is not a ${name} (a whole number from ${String(from)} to ${String(to)})`, remedy: 'Correct the cell or remove the line',
    }]
  })
}
