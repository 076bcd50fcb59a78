/** Does the work for each item, one after the other, and gives the results in order. */
export const inTurn = async <Item, A>(items: readonly Item[], work: (item: Item, index: number) => Promise<A>): Promise<readonly A[]> =>
  items.reduce<Promise<readonly A[]>>(async (before, item, index) => {
    const done = await before
    return [...done, await work(item, index)]
  }, Promise.resolve([]))
