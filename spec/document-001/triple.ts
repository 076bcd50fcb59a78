/** Document 001 has three of everything, so its rows and matrices are tuples and no index can miss. */
export type Triple<T> = readonly [T, T, T]
export type Matrix<T> = Triple<Triple<T>>
export type Index = 0 | 1 | 2

export const triple = <T>(f: (i: Index) => T): Triple<T> => [f(0), f(1), f(2)]

export const matrix = <T>(f: (row: Index, column: Index) => T): Matrix<T> => triple((row) => triple((column) => f(row, column)))

/** A list as a triple; a list of another length stops the program. */
export const three = <T>(items: readonly T[]): Triple<T> => {
  const [first, second, third, ...rest] = items
  if (first === undefined || second === undefined || third === undefined || rest.length > 0) {
    throw new Error(`three entries were expected, not ${items.length}`)
  }
  return [first, second, third]
}

export const transpose = <T>(m: Matrix<T>): Matrix<T> => matrix((row, column) => m[column][row])
