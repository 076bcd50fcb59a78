/** A clock that no two readings of are the same: 0, 1, 2, … */
export const clock = (): (() => number) => {
  let readings = 0
  return () => readings++
}
