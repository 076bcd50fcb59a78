import { type Matrix, type Triple, three, triple } from './triple.ts'

/** One number of document 001: where it stands, and its digits as they are printed. */
export interface Printed {
  readonly place: string
  readonly digits: string
}

/** Numbers as the document groups them; reading depth first gives document order. */
export type Group<T extends Printed> = T | readonly Group<T>[] | { readonly [name: string]: Group<T> }

/** The name of a place from its indices, which count from 1 as in the document. */
type At1 = (i: number) => string
type At2 = (row: number, column: number) => string

export const one = (place: string, digits: string): Printed => ({ place, digits })

const words = (line: string): Triple<string> => three(line.split(' '))

/** Three numbers: `0.1 0.2 0.7`. */
export const row = (place: At1, line: string): Triple<Printed> => triple((i) => one(place(i + 1), words(line)[i]))

/** Three rows of three. */
export const square = (place: At2, ...lines: Triple<string>): Matrix<Printed> =>
  triple((r) => triple((c) => one(place(r + 1, c + 1), words(lines[r])[c])))

/** Three columns, each printed downward, one after the other. */
export const columns = (place: At2, ...lines: Triple<string>): Matrix<Printed> =>
  triple((c) => triple((r) => one(place(r + 1, c + 1), words(lines[c])[r])))

/** Three rows of three cells, each cell three numbers: `0.1 0.01 -0.5531 | …`. */
export const cells = (place: At2, parts: Triple<string>, ...lines: Triple<string>): Triple<Matrix<Printed>> =>
  triple((r) => triple((c) => triple((part) =>
    one(`${place(r + 1, c + 1)}, ${parts[part]}`, words(three(lines[r].split(' | '))[c])[part]))))

const isOne = <T extends Printed>(group: Group<T>): group is T => 'digits' in group && typeof group.digits === 'string'
const isList = <T extends Printed>(group: Group<T>): group is readonly Group<T>[] => Array.isArray(group)

/** Every number of a group, in document order. */
export const inOrder = <T extends Printed>(group: Group<T>): readonly T[] =>
  isOne(group) ? [group]
  : isList(group) ? group.flatMap((part) => inOrder(part))
  : Object.values(group).flatMap((part) => inOrder(part))
