import { f32, f64, type Ops, type Precision, toFlat, tree, type Tree } from '../../src/index.ts'

export const engines: Readonly<Record<Precision, Ops>> = { f32, f64 }

/** All real numbers of a tree in one list. */
export const numbersOf = (t: Tree): readonly number[] =>
  tree.leaves(t).filter(({ tensor }) => tensor.dtype === 'float').flatMap(({ tensor }) => toFlat(tensor))

/** The largest magnitude in a tree, at least 1: what a rounding error is compared with. */
export const magnitude = (t: Tree): number => numbersOf(t).reduce((m, v) => Math.max(m, Math.abs(v)), 1)

/** The largest distance between two trees of one structure; NaN where either is NaN. */
export const distance = (a: Tree, b: Tree): number => {
  const [us, vs] = [numbersOf(a), numbersOf(b)]
  if (us.length !== vs.length) return NaN
  return us.reduce((m, u, i) => Math.max(m, Math.abs(u - (vs[i] ?? NaN))), 0)
}
