/** A lazy stream of `f` of each item. */
export function* mapped<A, B>(f: (item: A) => B, items: Iterable<A>): Generator<B> {
  for (const item of items) yield f(item)
}
