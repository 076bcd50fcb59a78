/** Remembers, for each key, the first value that came with it, and gives that. */
export const firstOf = <V>(): ((key: string, value: V) => V) => {
  const known = new Map<string, V>()
  return (key, value) => {
    const first = known.get(key)
    if (first !== undefined) return first
    known.set(key, value)
    return value
  }
}
