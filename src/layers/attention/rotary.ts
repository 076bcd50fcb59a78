import * as math from '../../math/index.ts'
import { requireThat } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import { showShape, sizeOf } from '../../shape/size.ts'
import type { Float, Shape } from '../../tensor.ts'
import { realNumbers } from './real-numbers.ts'

/** A linear map of sequences that keeps their shape: the value, and the way back. */
export type Rotation = <Sh extends Shape>(x: Float<Sh>) => readonly [y: Float<Sh>, back: (dy: Float<Sh>) => Float<Sh>]

/**
 * Turns the queries or keys of position t by angles that grow with t, so that the product of a query and a key depends on how far they are
 * apart, not on where they are: `[..., T, D] → [..., T, D]`, D even. Su et al., "RoFormer: enhanced transformer with rotary position
 * embedding", 2021.
 *
 * Number i of the first half and number i of the second are one pair (the halves of GPT-NeoX and Llama; the paper pairs neighbours, which is
 * the same after another order of the numbers). With `θ = t / base^(2i / D)`: `y₁ = x₁ cos θ − x₂ sin θ`, `y₂ = x₂ cos θ + x₁ sin θ`. The way
 * back turns the other way. Sines and cosines are constants, computed in f64 and, for f32, rounded once.
 *
 * Throws `Misuse` for an odd D, and for a base that is not a finite number above 0.
 */
export const rotary = (positions: number, width: number, base = 10_000): ((ops: Ops) => Rotation) => {
  requireThat(Number.isSafeInteger(width / 2), 'rotary', () => `width ${width} is odd: a number is left without another to turn with`)
  requireThat(Number.isFinite(base) && base > 0, 'rotary', () => `base ${base} is not a finite number above 0`)
  const half = width / 2
  const angle = (t: number, i: number): number => t / math.pow(base, 2 * i / width)
  const cosines = realNumbers([positions, 2, half], (t = 0, _second, i = 0) => math.cos(angle(t, i)))
  const sines = realNumbers([positions, 2, half], (t = 0, second = 0, i = 0) => (second === 0 ? -1 : 1) * math.sin(angle(t, i)))
  return (ops) => <Sh extends Shape>(x: Float<Sh>) => {
    requireThat(sameEnd(x.shape, [positions, width]), 'rotary', () => `${showShape(x.shape)} does not end with ${showShape([positions, width])}`)
    const pairs: readonly [number, number, 2, number] = [sizeOf(x.shape) / (positions * width), positions, 2, half]
    const overAll = (table: Float<readonly [number, 2, number]>) => ops.broadcast(table, pairs, [0])
    const [cosine, sine] = [overAll(cosines(ops)), overAll(sines(ops))]
    /** the second half before the first */
    const exchanged = (v: Float<typeof pairs>): Float<typeof pairs> => {
      const part = (second: 0 | 1) => ops.slice(v, { start: [0, 0, second, 0] }, [pairs[0], positions, 1, half])
      return ops.concat([part(1), part(0)], 2, pairs)
    }
    const [along, across] = [(v: Float<typeof pairs>) => ops.mul(v, cosine), (v: Float<typeof pairs>) => ops.mul(exchanged(v), sine)]
    const z = ops.reshape(x, pairs)
    return [ops.reshape(ops.add(along(z), across(z)), x.shape), (dy) => {
      const dz = ops.reshape(dy, pairs)
      return ops.reshape(ops.sub(along(dz), across(dz)), x.shape)
    }]
  }
}

const sameEnd = (shape: Shape, end: Shape): boolean => end.every((size, i) => size === shape[shape.length - end.length + i])
