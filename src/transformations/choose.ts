import type { Ops } from '../ops.ts'
import type { Mask, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'

/** All of `a` where the mask is set, else all of `b`; the other is not looked at. */
export const choose = <T extends Tree>(ops: Ops, mask: Mask<readonly []>, a: T, b: T): T => {
  const other = tree.lookup(b)
  return tree.mapTensors((x, path) => ops.select(ops.spread(mask, x.shape), x, other(path)), a)
}

/** The updates that change nothing: p + −0 is p to the bit, also where p is −0. */
export const noChange = <P extends Tree>(ops: Ops, like: P): P => tree.map((x) => ops.fill(x.shape, -0))(like)
