/** The loops that are timed: nothing but calls. */

/** Calls `work` so many times, at least once, and gives what the last call gave; what the others gave goes to `discard`. */
export const lastOf = <A>(count: number, work: () => A, discard: (given: A) => void): A => {
  let last = work()
  for (let i = 1; i < count; i++) {
    discard(last)
    last = work()
  }
  return last
}

/** Takes so many steps, at least one: the last state and what the last step gave. */
export const stepped = <State, Out>(count: number, first: State, step: (state: State) => readonly [State, Out]): readonly [State, Out] => {
  let given = step(first)
  for (let i = 1; i < count; i++) given = step(given[0])
  return given
}
