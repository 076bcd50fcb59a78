import { f32 } from '../engines/eager/index.ts'
import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import { item } from '../tensor/read.ts'
import type { Scalar } from '../tensor.ts'

/** What a schedule is, as data: for descriptions and receipts. */
export interface ScheduleDescription {
  readonly kind: string
  readonly settings: Readonly<Record<string, number | string | boolean>>
  /** the schedules that it is made of */
  readonly parts?: readonly ScheduleDescription[]
}

/**
 * A number that depends on how many updates have been made, such as a learning rate: a pure function of the step, where 0 is
 * the first. Called with a number it says the value in f32; `at` is the same over any engine, so that it can be traced.
 *
 * Steps are counted in the engine's real numbers, which f32 keeps exact up to 2^24 (16,777,216).
 */
export interface Schedule extends ScheduleDescription {
  (step: number): number
  readonly at: (ops: Ops, step: Scalar) => Scalar
}

/** What a schedule says of itself, as data alone: a schedule is a function, which JSON would leave out. */
const asData = ({ kind, settings, parts }: ScheduleDescription): ScheduleDescription =>
  ({ kind, settings, ...(parts === undefined ? {} : { parts: parts.map(asData) }) })

/** A schedule from what it is and how it is computed. */
export const schedule = (description: ScheduleDescription, at: (ops: Ops, step: Scalar) => Scalar): Schedule =>
  Object.assign((step: number): number => {
    requireThat(Number.isSafeInteger(step) && step >= 0, description.kind, () => `step ${step} is not a whole number from 0 upward`)
    return item(at(f32, f32.fill([], step)))
  }, { ...asData(description), at })

/** `cosine(initial 0.1, steps 1000)`, for people. */
export const showSchedule = ({ kind, settings, parts = [] }: ScheduleDescription): string =>
  `${kind}(${[...Object.entries(settings).map(([name, value]) => `${name} ${value}`), ...parts.map(showSchedule)].join(', ')})`
