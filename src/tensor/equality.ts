import { sameShape } from '../shape/size.ts'
import type { Tensor, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import { storageOf } from './host.ts'

/** Same shape, same kind, same precision and the same bits; −0 is not +0, and every NaN equals every NaN. */
export const equals = (a: Tensor, b: Tensor): boolean => {
  const [u, v] = [storageOf('equals', a), storageOf('equals', b)]
  return a.dtype === b.dtype && sameShape(a.shape, b.shape) && u.constructor === v.constructor && u.every((x, i) => Object.is(x, v[i]))
}

/** Two trees of the same paths, in whatever order, whose tensors are all equal to the bit. */
export const treeEquals = (a: Tree, b: Tree): boolean => {
  const [us, vs] = [tree.byPath(a), tree.byPath(b)]
  return us.length === vs.length && us.every(({ path, tensor }, i) => {
    const other = vs[i]
    return other !== undefined && other.path === path && equals(tensor, other.tensor)
  })
}
