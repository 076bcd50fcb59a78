import { requireThat } from '../../misuse.ts'
import { add, type Add } from '../../shape/digits.ts'

/** How much is added or taken at the edges of an image: everywhere the same, above and below and left and right, or each edge by itself. */
export type Edges =
  | number
  | readonly [vertical: number, horizontal: number]
  | readonly [vertical: readonly [top: number, bottom: number], horizontal: readonly [left: number, right: number]]

/** Top, bottom, left and right. */
export type Four<E extends Edges> =
  E extends number ? readonly [E, E, E, E]
  : E extends readonly [infer V extends number, infer H extends number] ? readonly [V, V, H, H]
  : E extends readonly [readonly [infer T extends number, infer B extends number], readonly [infer L extends number, infer R extends number]]
    ? readonly [T, B, L, R]
  : readonly [number, number, number, number]

/** The rows that are added or taken, above and below together. */
export type Vertical<E extends Edges> = Add<Four<E>[0], Four<E>[1]>
/** The columns that are added or taken, left and right together. */
export type Horizontal<E extends Edges> = Add<Four<E>[2], Four<E>[3]>

/** The value of `Four`. Throws `Misuse` for an edge that is not a whole number from 0 upward. */
export const fourOf = <const E extends Edges>(operation: string, edges: E): Four<E> => {
  const [vertical, horizontal]: readonly [number | readonly [number, number], number | readonly [number, number]] =
    typeof edges === 'number' ? [edges, edges] : edges
  const pair = (one: number | readonly [number, number]): readonly [number, number] => typeof one === 'number' ? [one, one] : one
  const four = [...pair(vertical), ...pair(horizontal)]
  requireThat(four.every((edge) => Number.isSafeInteger(edge) && edge >= 0), operation, () =>
    `${four.join(', ')} at the top, bottom, left and right are not whole numbers from 0 upward`)
  return four as readonly number[] as Four<E>
}

/** The values of `Vertical` and `Horizontal`. */
export const verticalOf = <E extends Edges>([top, bottom]: Four<E>): Vertical<E> => add(top, bottom) as Vertical<E>
export const horizontalOf = <E extends Edges>([, , left, right]: Four<E>): Horizontal<E> => add(left, right) as Horizontal<E>

/** As settings of a stage. */
export const settingsOf = <E extends Edges>([top, bottom, left, right]: Four<E>) => ({ top, bottom, left, right })
