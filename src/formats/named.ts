import { Either, pipe } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { requireThat } from '../misuse.ts'
import { sameShape, showShape } from '../shape/size.ts'
import { precisionOf } from '../tensor/host.ts'
import type { Shape, Tensor, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import { quoted } from './quoted.ts'

/** Whether tensors that the tree has no place for are refused, as when left out, or left where they are. */
export interface NamedOptions {
  readonly extra?: 'refused' | 'ignored'
}

/** What is known of a tensor before its numbers are read. */
export interface Layout {
  readonly shape: Shape
  /** `f32`, `f64`, `i32`, `u32` or `bool` */
  readonly kind: string
}

/**
 * The tensors of a tree by their paths, such as `params.0.w`: what files of named tensors hold. Empty lists and records
 * leave no trace; `fromNamed` takes them from the tree that it is given.
 *
 * Throws `Misuse` for a tree in which two tensors have one path, such as `{ '': { w }, w }`.
 */
export const toNamed = (t: Tree): Readonly<Record<string, Tensor>> => {
  const named = new Map(tree.leaves(t).map(({ path, tensor }) => [path, tensor]))
  const twice = tree.leaves(t).find(({ path, tensor }) => named.get(path) !== tensor)
  requireThat(twice === undefined, 'toNamed', () => `two tensors of the tree have the path "${twice?.path ?? ''}"`)
  return Object.fromEntries(named)
}

const layoutOf = (tensor: Tensor): Layout => ({ shape: tensor.shape as Shape, kind: precisionOf(tensor) })

/** Refuses named tensors that are not laid out as those of a tree, before any number of them is read. */
export const checkLayout = (
  file: string, wanted: Readonly<Record<string, Tensor>>, found: ReadonlyMap<string, Layout>, { extra = 'refused' }: NamedOptions = {},
): Either.Either<DataError, void> => {
  const faults = Object.entries(wanted).flatMap(([name, tensor]): readonly DataError[] => {
    const [place, given, { shape, kind }] = [`tensor ${quoted(name)}`, found.get(name), layoutOf(tensor)]
    return given === undefined ? [{ file, place, reason: `it is missing; ${showShape(shape)} ${kind} is expected`, remedy: 'Give the file of the same network and optimizer' }]
      : !sameShape(given.shape, shape) ? [{ file, place, reason: `its shape is ${showShape(given.shape)}, ${showShape(shape)} is expected`, remedy: 'Give the file of a network with the same sizes' }]
      : given.kind !== kind ? [{ file, place, reason: `it holds ${given.kind}, ${kind} is expected`, remedy: 'Load it into a tree of the same precision' }]
      : []
  })
  const strange = extra === 'ignored' ? [] : [...found.keys()].filter((name) => !Object.hasOwn(wanted, name))
  const [fault] = [...faults, ...strange.map((name): DataError => ({
    file, place: `tensor ${quoted(name)}`,
    reason: `nothing here has that name${strange.length > 1 ? `, nor that of ${strange.length - 1} more` : ''}`,
    remedy: 'Give the file of the same network and optimizer, or allow extra tensors',
  }))]
  return fault === undefined ? Either.right(undefined) : Either.left(fault)
}

/**
 * A tree of the structure of `like` from named tensors: the inverse of `toNamed`. Shape, kind and precision of every tensor
 * must be those of `like`; fails with the first that is missing, has no place, or is another, and says what was expected.
 */
export const fromNamed = <T extends Tree>(
  file: string, like: T, tensors: Readonly<Record<string, Tensor>>, options: NamedOptions = {},
): Either.Either<DataError, T> => pipe(
  checkLayout(file, toNamed(like), new Map(Object.entries(tensors).map(([name, tensor]) => [name, layoutOf(tensor)])), options),
  Either.map(() => tree.mapTensors((x, path) => tensors[path] ?? x, like)),
)
