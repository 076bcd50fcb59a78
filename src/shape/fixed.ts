import type { FixedSize } from '../tensor.ts'

/** A size made of fixed sizes is fixed as well, which the compiler cannot see before it knows them. */
export const fixed = <O extends number>(size: O): O & FixedSize<O> => size as O & FixedSize<O>
