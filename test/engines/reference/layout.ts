import fc from 'fast-check'
import type { Shape, Some, Window } from '../../../src/index.ts'
import { awkward, kinds, plain, plains, seeds, shapes, tastes } from './numbers.ts'
import { at, build, coordinates, type Coordinates, rounding, type Use, use } from './plain.ts'
import { keptOf, someAxes } from './reduction.ts'

export const iota: fc.Arbitrary<Use> = shapes(1).chain((shape) => fc.nat(shape.length - 1).map((axis) =>
  use([], (ops) => ops.iota(shape, axis), () => build(shape, 'i32', (where) => where[axis] ?? NaN), shape, axis)))

export const broadcast: fc.Arbitrary<Use> = fc.tuple(kinds, shapes(), tastes, seeds).chain(([dtype, shape, taste, seed]) => someAxes(shape).map((axes) =>
  use([plain(keptOf(shape, axes), dtype, taste, seed)], (ops, x) => ops.broadcast(x, shape as Some, axes as Some),
    (_, x) => build(shape, dtype, (where) => at(x, where.filter((_size, axis) => !axes.includes(axis)))), shape, axes)))

export const spread: fc.Arbitrary<Use> = fc.tuple(kinds.chain((dtype) => plains(dtype, 0, 0)), shapes()).map(([one, shape]) =>
  use([one], (ops, x) => ops.spread(x, shape), (_, x) => build(shape, x.dtype, () => at(x, [])), shape))

/** Ways to write a number of elements as a shape of four axes: its prime factors, dealt out. */
const reshapes = (count: number): fc.Arbitrary<Shape> => {
  const factors: number[] = []
  for (let rest = count, p = 2; rest > 1; p++) while (rest % p === 0) { factors.push(p); rest /= p }
  return fc.array(fc.nat(3), { minLength: factors.length, maxLength: factors.length })
    .map((axes) => [0, 1, 2, 3].map((axis) => factors.filter((_, i) => axes[i] === axis).reduce((a, b) => a * b, 1)))
}

export const reshape: fc.Arbitrary<Use> = kinds.chain((dtype) => plains(dtype)).chain((operand) => reshapes(operand.numbers.length).map((shape) =>
  use([operand], (ops, x) => ops.reshape(x, shape), (_, x) => ({ ...x, shape }), shape)))

export const transpose: fc.Arbitrary<Use> = kinds.chain((dtype) => plains(dtype)).chain((operand) =>
  fc.shuffledSubarray(operand.shape.map((_, axis) => axis), { minLength: operand.shape.length }).map((order) =>
    use([operand], (ops, x) => ops.transpose(x, order as Some),
      (_, x) => build(order.map((axis) => x.shape[axis] ?? NaN), x.dtype, (where) => at(x, order.map((_axis, axis) => where[order.indexOf(axis)] ?? NaN))),
      order)))

/** A whole shape, and a window that fits into it. */
export interface Fitting {
  readonly whole: Shape
  readonly part: Shape
  readonly window: Window
}

const axisWindow = fc.record({ count: fc.integer({ min: 1, max: 5 }), stride: fc.integer({ min: 1, max: 3 }), start: fc.nat(3), after: fc.nat(3) })

export const fittings: fc.Arbitrary<Fitting> = fc.tuple(fc.array(axisWindow, { maxLength: 3 }), fc.boolean()).map(([axes, dense]) => {
  const by = (stride: number): number => dense ? 1 : stride
  return {
    whole: axes.map(({ count, stride, start, after }) => start + (count - 1) * by(stride) + 1 + after),
    part: axes.map(({ count }) => count),
    window: { start: axes.map(({ start }) => start), ...(dense ? {} : { stride: axes.map(({ stride }) => stride) }) },
  }
})

const placed = ({ start, stride }: Window, where: Coordinates): Coordinates =>
  where.map((i, axis) => (start[axis] ?? NaN) + i * (stride?.[axis] ?? 1))

export const slice: fc.Arbitrary<Use> = fc.tuple(fittings, kinds, tastes, seeds).map(([{ whole, part, window }, dtype, taste, seed]) =>
  use([plain(whole, dtype, taste, seed)], (ops, x) => ops.slice(x, window, part),
    (_, x) => build(part, dtype, (where) => at(x, placed(window, where))), window, part))

const around = fc.option(fc.constantFrom(...awkward, 0.1), { nil: undefined })

export const pad: fc.Arbitrary<Use> = fc.tuple(fittings, tastes, seeds, around).map(([{ whole, part, window }, taste, seed, value]) =>
  use([plain(part, 'float', taste, seed)],
    (ops, x) => value === undefined ? ops.pad(x, window, whole) : ops.pad(x, window, whole, value),
    (precision, x) => {
      const inside = new Map(coordinates(part).map((where) => [String(placed(window, where)), at(x, where)]))
      return build(whole, 'float', (where) => inside.get(String(where)) ?? rounding[precision](value ?? 0))
    }, window, whole, value))

const joinable = fc.record({ like: shapes(1, 3), dtype: kinds, taste: tastes, seed: seeds, sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }) })

export const concat: fc.Arbitrary<Use> = joinable.chain(({ like, dtype, taste, seed, sizes }) => fc.nat(like.length - 1).map((axis) => {
  const along = (size: number): Shape => like.map((other, a) => a === axis ? size : other)
  const whole = along(sizes.reduce((a, b) => a + b))
  return use(sizes.map((size, i) => plain(along(size), dtype, taste, seed + i)), (ops, ...parts) => ops.concat(parts, axis as never, whole as Some),
    (_, ...parts) => build(whole, dtype, (where) => {
      let [i, left] = [0, where[axis] ?? NaN]
      while (left >= (sizes[i] ?? Infinity)) left -= sizes[i++] ?? NaN
      const part = parts[i]
      return part === undefined ? NaN : at(part, where.map((c, a) => a === axis ? left : c))
    }), axis, whole)
}))
