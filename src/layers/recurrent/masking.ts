import { requireThat } from '../../misuse.ts'
import { type Env, identity, type Net, type Trees } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { withState } from '../../stages.ts'
import type { Float, Ids, Mask, Shape, Tensor } from '../../tensor.ts'
import type { Sequences } from './sequence.ts'

/** `env` in which only those positions count that counted before and that `mask` sets. */
const masked = <N extends number, T extends number>(ops: Ops, env: Env, mask: Mask<readonly [N, T]>): Env =>
  ({ ...env, mask: env.mask === undefined ? mask as Tensor : ops.and(env.mask, mask as Tensor) })

/**
 * Runs a block on token ids with `env.mask` set: positions whose id is `id` do not count, such as those that fill a sequence up to the
 * length of the longest. Recurrent layers inside carry what they carry over such a position, and attention does not look at it.
 *
 * Nothing else is changed: `y = block(x)`, and the mask ends with the block. Throws `Misuse` for an id that is not a whole number.
 */
export const maskPadding =
  <Q extends Trees, R extends Trees, N extends number, T extends number, C extends Shape>(
    id: number, block: (x: Net<readonly [], readonly [], Ids<readonly [N, T]>, Ids<readonly [N, T]>>) => Net<Q, R, Ids<readonly [N, T]>, Float<C>>,
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor>(
    prev: Net<P, S, A, Ids<readonly [N, T]>>,
  ): Net<readonly [...P, Q], readonly [...S, R], A, Float<C>> => {
    requireThat(Number.isSafeInteger(id), 'maskPadding', () => `id ${id} is not a whole number`)
    type X = Ids<readonly [N, T]>
    const inner = block(identity<X>(prev.out, 'i32'))
    return withState<P, S, A, X, Float<C>, Q, R>(
      prev, inner.out, { kind: 'maskPadding', settings: { id }, inner: inner.stages }, inner.init,
      (ops, env) => (q, r, x) => {
        const padding = ops.cast(ops.fill(x.shape, id), 'i32')
        const [y, next, back] = inner.forward(ops, masked(ops, env, ops.not(ops.equal(x, padding))))(q, r, x)
        return [ops.note('y', y, 'y = block(x)'), next, back]
      })
  }

/**
 * Runs a block on sequences of real numbers with `env.mask` set: a step whose features all equal a value (rounded to f32) does not count, and the block
 * is given 0 in its place, as Keras' `Masking` does.
 *
 * `y = block(x where a step counts, else 0)`, `dx = dblock` there, else 0; the mask ends with the block. Throws `Misuse` for a value that is
 * not finite.
 */
export const maskSteps =
  <Q extends Trees, R extends Trees, N extends number, T extends number, I extends number, C extends Shape>(
    skipped: number, block: (x: Net<readonly [], readonly [], Sequences<N, T, I>, Sequences<N, T, I>>) => Net<Q, R, Sequences<N, T, I>, Float<C>>,
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor>(
    prev: Net<P, S, A, Sequences<N, T, I>>,
  ): Net<readonly [...P, Q], readonly [...S, R], A, Float<C>> => {
    // As an f32 tensor holds it, so that the f64 engine skips the same steps.
    const value = Math.fround(skipped)
    requireThat(Number.isFinite(value), 'maskSteps', () => `value ${skipped} is not a finite number`)
    type X = Sequences<N, T, I>
    const inner = block(identity<X>(prev.out, 'float'))
    return withState<P, S, A, X, Float<C>, Q, R>(
      prev, inner.out, { kind: 'maskSteps', settings: { value }, inner: inner.stages }, inner.init,
      (ops, env) => (q, r, x) => {
        const differs = ops.cast(ops.not(ops.equal(x, ops.fill(x.shape, value))), 'float')
        const counts: Mask<readonly [N, T]> = ops.cast(ops.max(differs, [2]), 'bool')
        const [wide, zero] = [ops.broadcast<readonly [N, T, I], readonly [2], 'bool'>(counts, x.shape, [2]), ops.fill(x.shape, 0)]
        const [y, next, back] = inner.forward(ops, masked(ops, env, counts))(q, r, ops.select(wide, x, zero))
        return [ops.note('y', y, 'y = block(x where a step counts, else 0)'), next, (dy) => {
          const [dq, dx] = back(dy)
          return [dq, ops.note('dx', ops.select(wide, dx, zero), 'dx = dblock where a step counts, else 0')]
        }]
      })
  }
