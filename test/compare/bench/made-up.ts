import { rowOf, type Row } from '../../../compare/bench/result.ts'
import { tasksNamed } from '../../../compare/bench/task.ts'

/** A row of made-up times: milliseconds of each round, by peer. */
export const madeUp = (name: string, times: Readonly<Record<string, readonly number[]>>, limitOperations = NaN): Row => {
  const [task] = tasksNamed([name])
  if (task === undefined) throw new Error(`there is no row ${name}`)
  const timed = Object.entries(times).map(([peer, milliseconds]) =>
    ({ name: peer, steps: 10, samples: milliseconds.map((one, round) => ({ round, milliseconds: one })) }))
  return rowOf(task, timed, [], limitOperations)
}
