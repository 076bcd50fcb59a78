import type { Ops } from '../../ops.ts'
import { coordinatesOf, sizeOf } from '../../shape/size.ts'
import { hostTensor } from '../../tensor/host.ts'
import type { Float, Shape } from '../../tensor.ts'

/**
 * Real numbers that are known when the network is built, for every engine: exact in f64, and rounded once in f32. They are finite f32 numbers
 * when rounded, and 0 or at least 2⁻⁷⁰ in size.
 *
 * Each is the sum of three f32 numbers. The first is what f32 rounds it to, and the others are too small to change that.
 */
export const realNumbers = <const S extends Shape>(shape: S, at: (...coordinates: readonly number[]) => number): ((ops: Ops) => Float<S>) => {
  const numbers = Array.from({ length: sizeOf(shape) }, (_, i) => at(...coordinatesOf(shape, i)))
  const kept = (part: (x: number) => number): Float<S> => hostTensor(shape, 'float', Float32Array.from(numbers, part))
  const [high, middle, low] = [kept(Math.fround), kept((x) => restOf(x) - lowOf(x)), kept(lowOf)]
  return (ops) => ops.add(ops.add(high, middle), low)
}

const restOf = (x: number): number => x - Math.fround(x)

/**
 * The last 6 or 7 bits. Cut off, not rounded off: the middle part would else grow to half a unit of the first one's last place where x is just
 * below, and f32 would round up.
 */
const lowOf = (x: number): number => restOf(x) === 0 ? 0 : restOf(x) % (unitOf(Math.abs(Math.fround(x))) * 2 ** -23)

/** One or two units in the last place of an f32 number, a power of two in both cases. */
const unitOf = (high: number): number => Math.fround(high * (1 + 2 ** -23)) - high
