import type { Tensor, Tree } from '../tensor.ts'

/** N tensors of one shape behind one another: a new first axis. */
export type StackedTensor<N extends number, T extends Tensor> = Tensor<readonly [N, ...T['shape']], T['dtype']>

/** A tree whose every leaf is N of them behind one another, such as one gradient for each of N examples. */
export type Stacked<N extends number, T> =
  T extends Tensor ? StackedTensor<N, T>
  : T extends readonly Tree[] | { readonly [name: string]: Tree } ? { readonly [K in keyof T]: Stacked<N, T[K]> }
  : never
