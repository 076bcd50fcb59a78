import fc from 'fast-check'
import type { Shape, Some, Windows } from '../../../src/index.ts'
import { kinds, plain, seeds, tastes } from './numbers.ts'
import { at, build, coordinates, type Coordinates, rounding, type Use, use } from './plain.ts'

/** A whole shape, the shape of all its windows, and the windows. */
export interface Windowed {
  readonly whole: Shape
  readonly unfolded: Shape
  readonly windows: Windows
}

const windowedAxis = fc.record({
  size: fc.integer({ min: 1, max: 4 }), stride: fc.integer({ min: 1, max: 3 }), dilation: fc.integer({ min: 1, max: 3 }),
  count: fc.integer({ min: 1, max: 4 }), after: fc.nat(4),
})

const few = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 })

/** Windows over one to three neighbouring axes, with other axes before and after; some elements at the end are in none. */
export const windowed: fc.Arbitrary<Windowed> = fc.tuple(few, fc.array(windowedAxis, { minLength: 1, maxLength: 3 }), few, fc.boolean())
  .map(([before, axes, after, plainly]) => {
    const by = (n: number): number => plainly ? 1 : n
    return {
      whole: [
        ...before,
        ...axes.map(({ size, stride, dilation, count, after: left }) =>
          (count - 1) * by(stride) + (size - 1) * by(dilation) + 1 + left % by(stride)),
        ...after,
      ],
      unfolded: [...before, ...axes.map(({ count }) => count), ...axes.map(({ size }) => size), ...after],
      windows: {
        axis: before.length, size: axes.map(({ size }) => size),
        ...(plainly ? {} : { stride: axes.map(({ stride }) => stride), dilation: axes.map(({ dilation }) => dilation) }),
      },
    }
  })

/** Where an element of a window comes from. */
const sourceOf = ({ axis, size, stride, dilation }: Windows, where: Coordinates): Coordinates => [
  ...where.slice(0, axis),
  ...size.map((_, i) => (where[axis + i] ?? NaN) * (stride?.[i] ?? 1) + (where[axis + size.length + i] ?? NaN) * (dilation?.[i] ?? 1)),
  ...where.slice(axis + 2 * size.length),
]

export const unfold: fc.Arbitrary<Use> = fc.tuple(windowed, kinds, tastes, seeds).map(([{ whole, unfolded, windows }, dtype, taste, seed]) =>
  use([plain(whole, dtype, taste, seed)], (ops, x) => ops.unfold(x, windows, unfolded as Some),
    (_, x) => build(unfolded, dtype, (where) => at(x, sourceOf(windows, where))), windows, unfolded))

export const fold: fc.Arbitrary<Use> = fc.tuple(windowed, tastes, seeds).map(([{ whole, unfolded, windows }, taste, seed]) =>
  use([plain(unfolded, 'float', taste, seed)], (ops, x) => ops.fold(x, windows, whole as Some),
    (precision, x) => {
      const sums = new Map<string, number>()
      for (const where of coordinates(unfolded)) {
        const place = String(sourceOf(windows, where))
        sums.set(place, rounding[precision]((sums.get(place) ?? 0) + at(x, where)))
      }
      return build(whole, 'float', (where) => sums.get(String(where)) ?? 0)
    }, windows, whole))
