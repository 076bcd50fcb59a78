/** A left scan: the last state, and what `f` gave for each item. A loop, because a run may have very many steps. */
export const scan = <State, Item, Out>(
  f: (state: State, item: Item) => readonly [State, Out], first: State, items: Iterable<Item>,
): readonly [State, readonly Out[]] => {
  const given: Out[] = []
  let state = first
  for (const item of items) {
    const [next, out] = f(state, item)
    state = next
    given.push(out)
  }
  return [state, given]
}
