import { permutation } from '../random/permutation.ts'
import type { DType, Key, Shape } from '../tensor.ts'
import { countOf, type Dataset, examplesAt } from './dataset.ts'

/** The same examples in the order of `permutation(key, n)`: example i is the former example `permutation[i]`. */
export const shuffled = <X extends Shape, T extends Shape, DX extends DType, DT extends DType>(
  of: Dataset<X, T, DX, DT>, key: Key,
): Dataset<X, T, DX, DT> => examplesAt(of, permutation(key, countOf(of)))
