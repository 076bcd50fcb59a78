/** `f` of every item in order, with the values of those before it: what a list needs whose items build on one another. */
export const inOrder = <T, V>(items: readonly T[], f: (item: T, before: readonly V[], index: number) => V): readonly V[] => {
  const values: V[] = []
  for (const item of items) values.push(f(item, values, values.length))
  return values
}
