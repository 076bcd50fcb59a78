import type { Net, Trees } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { map } from '../../stages.ts'
import { sizeOf } from '../../shape/size.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'

declare const places: unique symbol
/** All places between the first axis and the last, as a name for the compiler. */
export type AllPlaces = number & { readonly [places]: true }

/** One number for each channel, and the way back to every place. */
export type GlobalPool<N extends number, C extends number> = (ops: Ops, x: Float<readonly [N, AllPlaces, C]>) =>
  readonly [y: Float<readonly [N, C]>, back: (dy: Float<readonly [N, C]>) => Float<readonly [N, AllPlaces, C]>]

/** A network grown by a pool over all its places. */
export const withGlobalPool = <P extends Trees, S extends Trees, A extends Tensor, N extends number, M extends Shape, C extends number>(
  prev: Net<P, S, A, Float<readonly [N, ...M, C]>>, kind: string, formulas: { readonly y: string; readonly x: string }, pool: GlobalPool<N, C>,
): Net<P, S, A, Float<readonly [N, C]>> => {
  const whole: Shape = prev.out
  const [rows, channels] = [whole[0] as N, whole.at(-1) as C]
  return map<P, S, A, Float<readonly [N, ...M, C]>, Float<readonly [N, C]>>(prev, [rows, channels], { kind }, (ops) => (x) => {
    const [y, back] = pool(ops, ops.reshape(x, [rows, sizeOf(whole.slice(1, -1)) as AllPlaces, channels]))
    return [ops.note('y', y, `y = ${formulas.y}`), (dy) => ops.note('dx', ops.reshape(back(dy), prev.out), `dx = ${formulas.x}`)]
  })
}
