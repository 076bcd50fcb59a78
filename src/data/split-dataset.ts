import { requireThat } from '../misuse.ts'
import { permutation } from '../random/permutation.ts'
import type { DType, Key, Shape } from '../tensor.ts'
import { countOf, type Dataset, examplesAt } from './dataset.ts'

/** Examples to train on, and examples that only judge the result. */
export interface SplitDataset<X extends Shape, T extends Shape, DX extends DType = 'float', DT extends DType = 'float'> {
  readonly training: Dataset<X, T, DX, DT>
  readonly heldOut: Dataset<X, T, DX, DT>
}

/**
 * Training and held-out examples, drawn by key: of the order `permutation(key, n)` the first `heldOut` are held out, the others
 * are trained on.
 *
 * Laws: no example is in both, each is in one, and the same key gives the same two.
 *
 * Throws `Misuse` where not at least one example is left for each.
 */
export const splitDataset = <X extends Shape, T extends Shape, DX extends DType, DT extends DType>(
  of: Dataset<X, T, DX, DT>, key: Key, { heldOut }: { readonly heldOut: number },
): SplitDataset<X, T, DX, DT> => {
  const count = countOf(of)
  requireThat(Number.isSafeInteger(heldOut) && heldOut > 0 && heldOut < count, 'splitDataset', () =>
    `${heldOut} held out of ${count} examples is not a whole number that leaves at least one for each part`)
  const order = permutation(key, count)
  return { training: examplesAt(of, order.slice(heldOut)), heldOut: examplesAt(of, order.slice(0, heldOut)) }
}
