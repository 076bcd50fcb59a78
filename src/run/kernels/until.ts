/** Repeats an effect, each time from what the one before gave, until it says that it is done. A loop, because a run may take long. */
export const until = async <State>(
  first: State, next: (state: State) => Promise<State>, isDone: (state: State) => boolean,
): Promise<State> => {
  let state = first
  while (!isDone(state)) state = await next(state)
  return state
}
