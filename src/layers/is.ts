import type { Net, Trees } from '../net.ts'
import type { Float, Shape, Tensor } from '../tensor.ts'

/** A comment that the compiler checks: compiles only if the shape here is the shape you write. */
export const is =
  <const Sh extends Shape>(_shape: Sh) =>
  <P extends Trees, S extends Trees, A extends Tensor>(prev: Net<P, S, A, Float<Sh>>): Net<P, S, A, Float<Sh>> => prev
