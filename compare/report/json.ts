import { Either as E } from '../../src/fp.ts'
import type { Report } from './report.ts'

// JSON has no NaN, no infinities and no −0, and all of them may stand in a report.
const special: ReadonlyMap<string, number> = new Map([['NaN', NaN], ['Infinity', Infinity], ['-Infinity', -Infinity], ['-0', -0]])

const written = (_name: string, value: unknown): unknown => {
  if (typeof value !== 'number') return value
  const found = [...special].find(([, number]) => Object.is(number, value))
  return found === undefined ? value : { $number: found[0] }
}

const revived = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && '$number' in value ? special.get(String(value.$number)) : value

/** A report as JSON text: `reportFromJson` gives it back number for number. */
export const reportToJson = (report: Report): string => JSON.stringify(report, written, 2)

// The one place where text from outside is believed to be a report: by its format's name and version.
const isReport = (value: unknown): value is Report =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === 'pullback-comparison' &&
  'formatVersion' in value && value.formatVersion === 1 && 'rows' in value && Array.isArray(value.rows)

/** A report from JSON text; text that is not one gives the reason. */
export const reportFromJson = (text: string): E.Either<string, Report> => {
  const parsed = E.tryCatch(
    (): unknown => JSON.parse(text, revived),
    (error) => `not JSON: ${error instanceof Error ? error.message : String(error)}`)
  return E.flatMap((value: unknown) =>
    isReport(value) ? E.right(value) : E.left('not a comparison report of format version 1'))(parsed)
}
