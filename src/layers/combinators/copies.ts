import { requireThat } from '../../misuse.ts'

/** `T` as often as `N` says; a list of any length where that is not known. */
export type Copies<N extends number, T> =
  number extends N ? readonly T[] : `${N}` extends `-${string}` | `${string}.${string}` | `${string}e${string}` ? readonly T[] : Tuple<N, T>

type Tuple<N extends number, T, R extends readonly T[] = readonly []> = R['length'] extends N ? R : Tuple<N, T, readonly [...R, T]>

/** A list of N as that type. */
export const copiesOf = <N extends number, T>(list: readonly T[]): Copies<N, T> => list as Copies<N, T>

/** The copies as a list. */
export const listOf = <N extends number, T>(copies: Copies<N, T>): readonly T[] => copies as readonly T[]

/** Two lists of one length side by side. */
export const zip = <A, B>(a: readonly A[], b: readonly B[]): readonly (readonly [A, B])[] =>
  a.flatMap((x, i) => b.slice(i, i + 1).map((y): readonly [A, B] => [x, y]))

/** Refuses a number of copies that is none. */
export const requireCount = (operation: string, n: number): void => {
  requireThat(Number.isSafeInteger(n) && n > 0, operation, () => `${n} is not a whole number from 1 upward`)
}
