import type { Either } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import * as v from 'valibot'
import type { Evaluation } from './experiment.ts'
import { readLines } from './lines.ts'

/** How the numbers of one tensor lie, counted in bins of equal width; what is not finite is counted apart. */
export interface TensorHistogram {
  readonly tensor: string
  readonly of: 'weights' | 'gradients'
  readonly from: number
  readonly to: number
  readonly counts: readonly number[]
  readonly nonFinite: number
}

/** One line of a run's log: what was seen after a step. */
export type LogRecord =
  | { readonly step: number; readonly loss: number }
  | { readonly step: number; readonly evaluation: Evaluation }
  | { readonly step: number; readonly histograms: readonly TensorHistogram[] }

/** JSON has no word for NaN, the infinities and −0: they are written as text. */
const written = (_name: string, value: unknown): unknown =>
  typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)) ? Object.is(value, -0) ? '-0' : String(value) : value

/** One line each. */
export const writeLog = (records: readonly LogRecord[]): string => records.map((record) => `${JSON.stringify(record, written)}\n`).join('')

const anyNumber = v.union([v.number(), v.pipe(v.picklist(['NaN', 'Infinity', '-Infinity', '-0']), v.transform(Number))])
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const evaluation = v.object({
  metrics: v.record(v.string(), anyNumber),
  confusion: v.exactOptional(v.object({ classes: v.array(v.string()), counts: v.array(v.array(anyNumber)) })),
})

const histogram = v.object({
  tensor: v.string(), of: v.picklist(['weights', 'gradients']), from: anyNumber, to: anyNumber, counts: v.array(count), nonFinite: count,
})

const record: v.GenericSchema<unknown, LogRecord> = v.union([
  v.strictObject({ step: count, loss: anyNumber }),
  v.strictObject({ step: count, evaluation }),
  v.strictObject({ step: count, histograms: v.array(histogram) }),
])

/** The records of a log. */
export const readLog = (file: string, text: string): Either.Either<DataError, readonly LogRecord[]> =>
  readLines(file, text, record, 'record of a log')

/** The losses among the records, in order. */
export const lossesOf = (records: readonly LogRecord[]): readonly { readonly step: number; readonly loss: number }[] =>
  records.flatMap((one) => 'loss' in one ? [one] : [])

/** The evaluations among the records, in order. */
export const evaluationsOf = (records: readonly LogRecord[]): readonly ({ readonly step: number } & Evaluation)[] =>
  records.flatMap((one) => 'evaluation' in one ? [{ step: one.step, ...one.evaluation }] : [])
