import type { DType, Shape, Tensor } from '../tensor.ts'

/**
 * Examples in memory: row i of `x` is the input of example i, row i of `labels` what it should give. `X` and `T` are the
 * shapes of one example, such as `[64]` and `[10]`; how many there are is known when the data is there.
 */
export interface Dataset<X extends Shape, T extends Shape, DX extends DType = 'float', DT extends DType = 'float'> {
  readonly x: Tensor<readonly [number, ...X], DX>
  readonly labels: Tensor<readonly [number, ...T], DT>
}

/** How many examples there are. */
export const countOf = ({ x }: { readonly x: Tensor }): number => (x.shape as Shape)[0] ?? 0
