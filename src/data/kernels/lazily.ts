/** `at(from)`, `at(from + 1)`, …, each made when it is asked for; every time that it is gone through, from the beginning. */
export const lazily = <Item>(at: (index: number) => Item, from: number, count: number): Iterable<Item> => ({
  *[Symbol.iterator]() {
    for (let index = from; index < from + count; index++) yield at(index)
  },
})
