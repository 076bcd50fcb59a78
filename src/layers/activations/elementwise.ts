import type { Net, Trees } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { map, type StageName } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'

/** A differentiable function of each element on its own, for any shape: the value, and the way back. */
export type ElementwiseMap = <Sh extends Shape>(x: Float<Sh>) => readonly [y: Float<Sh>, back: (dy: Float<Sh>) => Float<Sh>]

/** A stage without parameters that keeps the shape, whatever it is. */
export type ElementwiseStage = <P extends Trees, S extends Trees, A extends Tensor, Sh extends Shape>(
  prev: Net<P, S, A, Float<Sh>>,
) => Net<P, S, A, Float<Sh>>

/** Makes a stage of a function of each element: an activation in three lines, the library's own or a user's. */
export const elementwise = (kind: string, f: (ops: Ops) => ElementwiseMap, settings: NonNullable<StageName['settings']> = {}): ElementwiseStage =>
  <P extends Trees, S extends Trees, A extends Tensor, Sh extends Shape>(prev: Net<P, S, A, Float<Sh>>): Net<P, S, A, Float<Sh>> =>
    map<P, S, A, Float<Sh>, Float<Sh>>(prev, prev.out, { kind, settings }, f)
