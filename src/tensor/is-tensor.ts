import type { Tensor, Tree } from '../tensor.ts'

/** Whether a tree is a single leaf. A record may have entries of a tensor's names too; in a tensor, dtype is a text. */
export const isTensor = (tree: Tree): tree is Tensor => 'dtype' in tree && typeof tree.dtype === 'string'
