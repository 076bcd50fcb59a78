import { hashTree } from '../tensor/hash.ts'
import type { Tensor } from '../tensor.ts'

/** SHA-256 of a dataset: of the kind, shape and bits of its inputs and of its labels. Another order of examples is another dataset. */
export const datasetHash = ({ x, labels }: { readonly x: Tensor, readonly labels: Tensor }): string => hashTree({ x, labels })
