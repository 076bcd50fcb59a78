import type { Failure } from './contestants.ts'
import type { Timed } from './measure.ts'
import { isOurs, LIMIT, threadsOf } from './names.ts'
import { ratioOf, type Spread, spreadOf } from './statistics.ts'
import { operationsOf, type Task } from './task.ts'

/** One peer at one task. */
export interface Measurement {
  readonly peer: string
  /** steps of one round */
  readonly steps: number
  /** milliseconds of one step */
  readonly milliseconds: Spread
  /** of each round, in the order of the rounds */
  readonly samples: Timed['samples']
  /** of products and of the limit: billions of floating-point operations a second */
  readonly gigaflops?: Spread
  /** of this library's products: their share of what the machine can do on as many threads, round by round */
  readonly ofLimit?: Spread
  /** how many times longer it takes than each way of this library's, round by round */
  readonly ratios: Readonly<Record<string, Spread>>
}

/** One task. */
export interface Row {
  readonly task: Task
  readonly measurements: readonly Measurement[]
  readonly failures: readonly Failure[]
}

/** Operations a step of those whose operations are known. */
const operations = (task: Task, name: string, limitOperations: number): number | undefined =>
  name === LIMIT ? limitOperations : task.kind === 'products' ? operationsOf(task) : undefined

/** Milliseconds a step as billions of operations a second; the quartiles change places. */
const rate = ({ median, lower, upper }: Spread, count: number): Spread =>
  ({ median: count / median / 1e6, lower: count / upper / 1e6, upper: count / lower / 1e6 })

const times = ({ median, lower, upper }: Spread, factor: number): Spread =>
  ({ median: median * factor, lower: lower * factor, upper: upper * factor })

/** Raw times as a row. `limitOperations` is what one step of the limit does. */
export const rowOf = (task: Task, timed: readonly Timed[], failures: readonly Failure[], limitOperations: number): Row => {
  const limit = timed.find(({ name }) => name === LIMIT)
  return {
    task,
    failures,
    measurements: timed.map(({ name, steps, samples }) => {
      const milliseconds = spreadOf(samples.map((sample) => sample.milliseconds))
      const count = operations(task, name, limitOperations)
      return {
        peer: name,
        steps,
        milliseconds,
        samples,
        ...(count === undefined ? {} : { gigaflops: rate(milliseconds, count) }),
        ...(count === undefined || limit === undefined || !isOurs(name) ? {}
          : { ofLimit: times(ratioOf(limit.samples, samples), count / limitOperations / threadsOf(name)) }),
        ratios: Object.fromEntries(timed.filter((one) => isOurs(one.name)).map((one) => [one.name, ratioOf(samples, one.samples)])),
      }
    }),
  }
}
