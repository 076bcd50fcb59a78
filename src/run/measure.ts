import { histogramOf } from '../report/histogram.ts'
import { toFlat } from '../tensor/read.ts'
import type { Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import type { TensorHistogram } from './log.ts'

/** How the numbers of each tensor of a tree lie. */
export const histogramsOf = (of: TensorHistogram['of'], numbers: Tree): readonly TensorHistogram[] =>
  tree.leaves(numbers).filter(({ tensor }) => tensor.dtype === 'float').map(({ path, tensor }) =>
    ({ tensor: path, of, ...histogramOf(toFlat(tensor)) }))
