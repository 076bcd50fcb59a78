/** Says of each key whether it is asked about for the first time. */
export const onceEach = (): ((key: number) => boolean) => {
  const seen = new Set<number>()
  return (key) => {
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  }
}
