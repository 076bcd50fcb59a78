import { misuse } from './misuse.ts'
import { isTensor } from './tensor/is-tensor.ts'
import type { Float, Shape, Tensor, Tree } from './tensor.ts'

/** A leaf of a tree with the way to it: `0.w`. A dot inside a name is written `\.`. */
export interface Leaf {
  readonly path: string
  readonly tensor: Tensor
}

const isList = (tree: Tree): tree is readonly Tree[] => Array.isArray(tree)

/**
 * `f` on every leaf; the type of the tree is unchanged. `f` keeps shape and kind.
 *
 * Laws: `map(x => x)` is the identity, and `map(f ∘ g)` is `map(f) ∘ map(g)`.
 */
export const mapTensors = <T extends Tree>(f: (x: Tensor, path: string) => Tensor, tree: T): T => {
  const go = (u: Tree, path: string): Tree =>
    isTensor(u) ? f(u, path)
    : isList(u) ? u.map((v, i) => go(v, join(path, i)))
    : Object.fromEntries(Object.entries(u).map(([name, v]) => [name, go(v, join(path, name))]))
  return go(tree, '') as T
}

/** `f` on every leaf that holds real numbers, with its path; other leaves stay. */
export const map = (f: <S extends Shape>(x: Float<S>, path: string) => Float<S>) => <T extends Tree>(tree: T): T =>
  mapTensors((x, path) => x.dtype === 'float' ? f(x, path) : x, tree)

/** `f` on every pair of leaves of two trees of one type; where a leaf does not hold real numbers, the first tree's stays. */
export const zip = (f: <S extends Shape>(a: Float<S>, b: Float<S>, path: string) => Float<S>) => <T extends Tree>(a: T, b: T): T =>
  zipTensors(f, a, b, '') as T

/** Both trees are walked side by side, so that any name will do, also one with a dot. */
const zipTensors = (
  f: <S extends Shape>(a: Float<S>, b: Float<S>, path: string) => Float<S>, a: Tree, b: Tree | undefined, path: string,
): Tree =>
  isTensor(a) ? a.dtype === 'float' ? f(a, tensorOr(b, path), path) : a
  : isList(a) ? a.map((inner, i) => zipTensors(f, inner, child(b, String(i)), join(path, i)))
  : Object.fromEntries(Object.entries(a).map(([name, inner]) => [name, zipTensors(f, inner, child(b, name), join(path, name))]))

/** The leaves in order, with their paths. */
export const leaves = (tree: Tree): readonly Leaf[] => {
  const go = (u: Tree, path: string): readonly Leaf[] =>
    isTensor(u) ? [{ path, tensor: u }]
    : isList(u) ? u.flatMap((v, i) => go(v, join(path, i)))
    : Object.entries(u).flatMap(([name, v]) => go(v, join(path, name)))
  return go(tree, '')
}

/** The leaves in the order of their paths as text, so that the order in which objects were written does not count. */
export const byPath = (tree: Tree): readonly Leaf[] => [...leaves(tree)].sort((a, b) => a.path < b.path ? -1 : 1)

/** The leaf at a path; a path that is not there is a misuse. */
export const leafAt = (tree: Tree, path: string): Tensor =>
  leaves(tree).find((leaf) => leaf.path === path)?.tensor ?? misuse('tree', `no tensor at "${path}"`)

/** The leaf at each path, for many look-ups, whatever order the names were written in; a path that is not there is a misuse. */
export const lookup = (tree: Tree): ((path: string) => Tensor) => {
  const found = new Map(leaves(tree).map(({ path, tensor }) => [path, tensor]))
  return (path) => found.get(path) ?? misuse('tree', `no tensor at "${path}"`)
}

/** An empty list in the place of whatever stands at a path that `cut` says yes to; what is inside is not asked for. */
export const prune = (cut: (path: string) => boolean, tree: Tree): Tree => {
  const go = (u: Tree, path: string): Tree =>
    cut(path) ? []
    : isTensor(u) ? u
    : isList(u) ? u.map((v, i) => go(v, join(path, i)))
    : Object.fromEntries(Object.entries(u).map(([name, v]) => [name, go(v, join(path, name))]))
  return go(tree, '')
}

const tensorOr = (found: Tree | undefined, path: string): Tensor =>
  found !== undefined && isTensor(found) ? found : misuse('tree', `no tensor at "${path}"`)

const child = (tree: Tree | undefined, name: string): Tree | undefined =>
  tree === undefined || isTensor(tree) ? undefined
  : isList(tree) ? tree[Number(name)]
  : Object.hasOwn(tree, name) ? tree[name] : undefined

const join = (path: string, name: string | number): string => {
  const written = String(name).replaceAll('.', '\\.')
  return path === '' ? written : `${path}.${written}`
}
