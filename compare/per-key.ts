/** Work that is done once for each object, however many ask. What was worked out is forgotten with the object. */
export const perKey = <Key extends object, A>(work: (key: Key) => A): ((key: Key) => A) => {
  const kept = new WeakMap<Key, { readonly value: A }>()
  return (key) => {
    const found = kept.get(key) ?? { value: work(key) }
    kept.set(key, found)
    return found.value
  }
}
