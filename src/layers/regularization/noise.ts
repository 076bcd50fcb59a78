import type { Env, Net, Trees } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { map, type StageName } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import type { ElementwiseMap, ElementwiseStage } from '../activations/elementwise.ts'

/** `y = x`, as in inference. */
export const unchanged = (ops: Ops): ElementwiseMap => (x) => [ops.note('y', x, 'y = x'), (dy) => ops.note('dx', dy, 'dx = dy')]

/** Makes a stage of a random function of each element, which does nothing in inference. It draws from the key of its place. */
export const noise = (kind: string, settings: NonNullable<StageName['settings']>, f: (ops: Ops, env: Env) => ElementwiseMap): ElementwiseStage =>
  <P extends Trees, S extends Trees, A extends Tensor, Sh extends Shape>(prev: Net<P, S, A, Float<Sh>>): Net<P, S, A, Float<Sh>> =>
    map<P, S, A, Float<Sh>, Float<Sh>>(prev, prev.out, { kind, settings }, (ops, env) => env.train ? f(ops, env) : unchanged(ops))
