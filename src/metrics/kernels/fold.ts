/** A left fold. A loop, because there may be very many items, and they may be made one by one. */
export const fold = <Item, Result>(f: (result: Result, item: Item) => Result, first: Result, items: Iterable<Item>): Result => {
  let result = first
  for (const item of items) result = f(result, item)
  return result
}
