import { f32 } from '../engines/eager/index.ts'
import type { Eq, Monoid, Show } from '../fp.ts'
import type { Tensor, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import { equals, treeEquals } from './equality.ts'

/** fp-ts `Eq` of tensors: equality to the bit. */
export const tensorEq: Eq<Tensor> = { equals }

/** fp-ts `Eq` of trees: equality to the bit, leaf by leaf. */
export const treeEq: Eq<Tree> = { equals: treeEquals }

/** fp-ts `Show` of tensors. */
export const tensorShow: Show<Tensor> = { show: String }

/**
 * fp-ts `Monoid` of gradients shaped like `example`: addition leaf by leaf in f32, with −0 everywhere as the empty one,
 * for x + −0 is x also where x is −0. It is commutative; it is associative only up to rounding, so fix the order where bits count.
 */
export const gradientMonoid = <P extends Tree>(example: P): Monoid<P> => ({
  concat: tree.zip((a, b) => f32.add(a, b)),
  empty: tree.map((x) => f32.fill(x.shape, -0))(example),
})
