import { parse } from 'csv-parse/sync'
import { Either, pipe } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import type { Some } from '../tensor.ts'
import { type Cell, whole } from './csv-cell.ts'
import { quoted } from './quoted.ts'

/** A column of a file: where it stands, and what it holds. */
export interface TableColumn<A> {
  /** its name in the header, or its number from 1; the column's own name when left out */
  readonly at?: string | number
  readonly holds: Cell<A>
}

export type TableColumns = Readonly<Record<string, TableColumn<Some>>>

/** One row: a value for each column that was asked for. */
export type TableRow<C extends TableColumns> = { readonly [K in keyof C]: C[K] extends TableColumn<infer A> ? A : never }

export interface TableOptions<C extends TableColumns> {
  readonly columns: C
  /** whether the first row names the columns: true when left out */
  readonly header?: boolean
  /** what stands between cells: a comma when left out */
  readonly separator?: string
}

/** One row of text with the line of the file on which it ends. */
interface Line {
  readonly cells: readonly string[]
  readonly line: number
}

const lines = (file: string, text: string, separator: string): Either.Either<DataError, readonly Line[]> => pipe(
  Either.tryCatch(
    () => parse(text, {
      bom: true, delimiter: separator, relax_column_count: true, skip_empty_lines: true, trim: true,
      on_record: (cells: readonly string[], { lines }) => [String(lines), ...cells],
    }).map(([line, ...cells]): Line => ({ cells, line: Number(line) })),
    (error): DataError => ({
      file, reason: `it is not CSV (${error instanceof Error ? error.message : String(error)})`, remedy: 'Correct the quotes in the file',
    })),
  Either.filterOrElse((rows) => rows.length > 0, (): DataError => ({ file, reason: 'it has no rows', remedy: 'Give a file with data' })),
)

/** A column with its place found. */
interface Placed {
  readonly key: string
  readonly index: number
  readonly holds: Cell<unknown>
}

/** Where every column stands; a name that the header does not have once, or a number past the last, is refused. */
const placed = (
  file: string, columns: TableColumns, header: readonly string[] | undefined, width: number,
): Either.Either<DataError, readonly Placed[]> => pipe(
  Object.entries(columns),
  Either.traverseArray(([key, { at = key, holds }]) => {
    const index = typeof at === 'number' ? at - 1 : header?.indexOf(at) ?? -1
    const reason = typeof at === 'number'
      ? Number.isInteger(at) && at >= 1 && at <= width ? undefined : `there is no column ${at}, there are ${width}`
      : header === undefined ? `column ${quoted(at)} is asked for by name, and the file is read without a header`
      : index === -1 ? `there is no column ${quoted(at)}; there are ${header.map(quoted).join(', ')}`
      : header.lastIndexOf(at) !== index ? `there are two columns ${quoted(at)}`
      : undefined
    return reason === undefined ? Either.right({ key, index, holds })
      : Either.left<DataError>({ file, reason, remedy: 'Ask for a column that is there, by its name or by its number from 1' })
  }),
)

const cellsOf = (file: string, { cells, line }: Line, columns: readonly Placed[], width: number): Either.Either<DataError, Record<string, unknown>> =>
  cells.length !== width
    ? Either.left({ file, place: `line ${line}`, reason: `it has ${cells.length} columns, ${width} are expected`, remedy: 'Correct or remove the line' })
    : pipe(columns, Either.traverseArray(({ key, index, holds }) => {
      const found = cells[index] ?? ''
      const value = holds.read(found)
      return value !== undefined ? Either.right([key, value] as const) : Either.left<DataError>({
        file, place: `line ${line}, column ${index + 1}`, reason: `${quoted(found)} is not ${holds.expected}`, remedy: 'Correct the cell or remove the line',
      })
    }), Either.map((found) => Object.fromEntries(found)))

/**
 * The rows of a CSV text (RFC 4180; blanks around cells and empty lines do not count), each with the columns that are asked
 * for by name or number, read as what they hold: `{ length: { holds: number() }, species: { at: 5, holds: category(names) } }`.
 *
 * Every row has as many cells as the first. Fails with the first line and column at fault.
 */
export const parseTable = <const C extends TableColumns>(
  file: string, text: string, { columns, header = true, separator = ',' }: TableOptions<C>,
): Either.Either<DataError, readonly TableRow<C>[]> => pipe(
  lines(file, text, separator),
  Either.chain((all) => {
    const names = all[0]?.cells ?? []
    return pipe(
      placed(file, columns, header ? names : undefined, names.length),
      Either.chain((found) => pipe(
        header ? all.slice(1) : all,
        // The compiler cannot follow that each column's cell has put its value under the column's name.
        Either.traverseArray((row) => cellsOf(file, row, found, names.length) as Either.Either<DataError, TableRow<C>>))),
    )
  }),
)

/** What one column must hold: whole numbers in a range. */
export interface Column {
  readonly name: string
  readonly from: number
  readonly to: number
}

/**
 * The rows of a CSV text without a header, each cell a whole number in its column's range.
 *
 * The error names the first wrong line and column.
 */
export const parseNumbers = (
  file: string, text: string, columns: readonly Column[],
): Either.Either<DataError, readonly (readonly number[])[]> => {
  const all: readonly Placed[] = columns.map(({ name, from, to }, index) => {
    const { read, expected } = whole({ from, to })
    return { key: String(index), index, holds: { read, expected: `a ${name} (${expected})` } }
  })
  return pipe(
    lines(file, text, ','),
    Either.chain(Either.traverseArray((row) => cellsOf(file, row, all, columns.length))),
    Either.map((rows) => rows.map((row) => columns.map((_, index) => Number(row[String(index)])))),
  )
}
