/**
 * The same function, which keeps its last `places` answers. Of a pure function nobody can tell, but by the time that it takes.
 */
export const remembering = <Result>(places: number, f: (argument: number) => Result): ((argument: number) => Result) => {
  const kept = new Map<number, Result>()
  return (argument) => {
    const known = kept.get(argument)
    if (known !== undefined) return known
    const result = f(argument)
    for (const oldest of kept.keys()) if (kept.size >= places) kept.delete(oldest)
    kept.set(argument, result)
    return result
  }
}
