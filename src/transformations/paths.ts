import { requireThat } from '../misuse.ts'
import type { Trees } from '../net.ts'
import type { Ops } from '../ops.ts'
import type { Key, Some, Tensor, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'

/** What has parameters, such as a network: the compiler reads off it which paths there are. */
export interface HasParameters<P extends Tree> {
  readonly init: (ops: Ops, key: Key) => readonly [params: P, state: Trees]
}

/** A name as it is written in a path: a dot inside it is `\.`. */
type Written<N extends string> = N extends `${infer A}.${infer B}` ? `${A}\\.${Written<B>}` : N

type IndexOf<T extends readonly unknown[]> = Exclude<keyof T, keyof readonly unknown[]> & string
type NameOf<T> = T extends readonly unknown[] ? IndexOf<T> : keyof T & string

/** The paths into a tree, of its leaves and of what they stand in: `'0' | '0.w' | '0.b' | …`. */
export type PathOf<T> =
  T extends Tensor ? never : { readonly [N in NameOf<T>]: Written<N> | `${Written<N>}.${PathOf<T[N & keyof T]>}` }[NameOf<T>]

/** What is left of the paths `K` behind the name `N`. */
type Behind<K extends string, N extends string> = K extends `${Written<N>}.${infer Rest}` ? Rest : never

/** One path or more. */
export type Paths<K extends string> = readonly [K, ...K[]]

/** The tree without what stands at the paths `K`: an empty list is in its place. */
export type Without<T, K extends string> = Extract<Left<T, K>, Tree>
/** The tree of what stands at the paths `K`: an empty list is in the place of everything else. */
export type Only<T, K extends string> = Extract<Chosen<T, K>, Tree>

type Left<T, K extends string> =
  [K] extends [never] ? T
  : T extends Tensor ? T
  : { readonly [N in keyof T]: Written<N & string> extends K ? readonly [] : Left<T[N], Behind<K, N & string>> }

type Chosen<T, K extends string> =
  [K] extends [never] ? readonly []
  : T extends Tensor ? readonly []
  : { readonly [N in keyof T]: Written<N & string> extends K ? T[N] : Chosen<T[N], Behind<K, N & string>> }

const isWithin = (path: string, outer: string): boolean => path === outer || path.startsWith(`${outer}.`)

/** The value of `Without`; what it is without, the compiler cannot follow. */
export const without = (params: Tree, paths: readonly string[]): Some => tree.prune((path) => paths.includes(path), params)

/** The value of `Only`. */
export const only = (params: Tree, paths: readonly string[]): Some =>
  tree.prune((path) => path !== '' && !paths.some((one) => isWithin(path, one) || isWithin(one, path)), params)

/** Parts of a tree put back in their places; where none of them has a tensor, that of `otherwise` stays. */
export const joined = <T extends Tree>(parts: readonly Tree[], otherwise: T): T => {
  const found = new Map(parts.flatMap(tree.leaves).map(({ path, tensor }) => [path, tensor]))
  return tree.mapTensors((x, path) => found.get(path) ?? x, otherwise)
}

/** Refuses a path that came through `any` and is not in the tree, and two of which one holds the other. */
export const checkPaths = (kind: string, params: Tree, paths: readonly string[]): void => {
  const leaves = tree.leaves(params).map(({ path }) => path)
  const absent = paths.find((path) => !leaves.some((leaf) => isWithin(leaf, path)))
  requireThat(absent === undefined, kind, () => `no parameters at "${absent ?? ''}"; there are ${leaves.join(', ')}`)
  const twice = paths.find((path, i) => paths.some((other, j) => i !== j && isWithin(path, other)))
  requireThat(twice === undefined, kind, () => `"${twice ?? ''}" is named more than once`)
}
