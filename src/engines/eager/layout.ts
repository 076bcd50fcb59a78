import { requireThat } from '../../misuse.ts'
import type { Ops, Window } from '../../ops.ts'
import { permuted, without } from '../../shape/axes.ts'
import { requireSizes, sameShape, showShape, sizeOf, stridesOf } from '../../shape/size.ts'
import type { Shape, Tensor } from '../../tensor.ts'
import { type Context, requireAxes, requireKind } from './context.ts'
import { fillInto } from './kernels/elementwise.ts'
import { iotaInto, pickInto, placeInto } from './kernels/layout.ts'
import { offsetsOf } from './kernels/offsets.ts'

type Layout = Pick<Ops, 'iota' | 'broadcast' | 'spread' | 'reshape' | 'transpose' | 'slice' | 'pad' | 'concat'>

/** Refuses a window that reaches outside of `whole`. */
const requireWindow = (operation: string, whole: Shape, { start, stride = start.map(() => 1) }: Window, part: Shape): void => {
  requireThat([start, stride, part].every((list) => list.length === whole.length), operation, () =>
    `start ${showShape(start)}, stride ${showShape(stride)} and shape ${showShape(part)} need an entry for each axis of ${showShape(whole)}`)
  requireThat(whole.every((size, axis) => {
    const [from = NaN, by = NaN, count = NaN] = [start[axis], stride[axis], part[axis]]
    return Number.isInteger(from) && from >= 0 && Number.isInteger(by) && by > 0 && from + (count - 1) * by < size
  }), operation, () => `the window of ${showShape(part)} from ${showShape(start)} by ${showShape(stride)} reaches outside ${showShape(whole)}`)
}

/** The offsets in a tensor of shape `whole` of a window's elements. */
const windowOffsets = (whole: Shape, { start, stride }: Window, part: Shape): Int32Array => {
  const strides = stridesOf(whole)
  const offset = strides.reduce((sum, step, axis) => sum + step * (start[axis] ?? 0), 0)
  return offsetsOf(part, strides.map((step, axis) => step * (stride?.[axis] ?? 1)), offset)
}

/** Everything that only moves numbers. */
export const layout = ({ make, read, view }: Context): Layout => {
  const broadcast = (operation: string, x: Tensor, shape: Shape, axes: readonly number[]): Tensor => {
    requireAxes(operation, shape, axes)
    const left: Shape = without(shape, axes)
    requireThat(sameShape(x.shape, left), operation, () =>
      `${showShape(shape)} without axes ${showShape(axes)} is ${showShape(left)}, not ${showShape(x.shape)}`)
    const from = stridesOf(x.shape)
    const strides = shape.map((_, axis) => axes.includes(axis) ? 0 : from[axis - axes.filter((gone) => gone < axis).length] ?? 0)
    return make(operation, shape, x.dtype, (out) => pickInto(out, read(operation, x), offsetsOf(shape, strides)))
  }
  return {
    iota: (shape, axis) => {
      requireAxes('iota', shape, [axis])
      return make('iota', shape, 'i32', (out) => iotaInto(out, shape[axis] ?? 1, stridesOf(shape)[axis] ?? 1))
    },
    broadcast: (x, shape, axes) => broadcast('broadcast', x, shape, axes),
    spread: (x, shape) => {
      const given: Shape = x.shape
      requireThat(given.length === 0, 'spread', () => `takes a single number, not ${showShape(given)}`)
      return broadcast('spread', x, shape, Array.from(shape, (_, axis) => axis))
    },
    reshape: (x, shape) => {
      requireSizes('reshape', shape)
      requireThat(sizeOf(x.shape) === sizeOf(shape), 'reshape', () =>
        `${showShape(x.shape)} has ${sizeOf(x.shape)} elements, ${showShape(shape)} has ${sizeOf(shape)}`)
      return view('reshape', x, shape)
    },
    transpose: (x, order) => {
      requireAxes('transpose', x.shape, order)
      requireThat(order.length === x.shape.length, 'transpose', () =>
        `order ${showShape(order)} must name every axis of ${showShape(x.shape)}`)
      const shape = permuted(x.shape, order)
      return make('transpose', shape, x.dtype, (out) =>
        pickInto(out, read('transpose', x), offsetsOf(shape, permuted(stridesOf(x.shape), order))))
    },
    slice: (x, window, shape) => {
      requireSizes('slice', shape)
      requireWindow('slice', x.shape, window, shape)
      return make('slice', shape, x.dtype, (out) => pickInto(out, read('slice', x), windowOffsets(x.shape, window, shape)))
    },
    pad: (x, window, shape, value = 0) => {
      requireKind('pad', x, ['float'])
      requireSizes('pad', shape)
      requireWindow('pad', shape, window, x.shape)
      return make('pad', shape, 'float', (out) =>
        placeInto(fillInto(out, value), read('pad', x), windowOffsets(shape, window, x.shape)))
    },
    concat: (parts, axis, shape) => {
      const [at, whole]: readonly [number, Shape] = [axis, shape]
      requireAxes('concat', whole, [at])
      const sizes = parts.map((part) => (part.shape as Shape)[at] ?? NaN)
      requireThat(sizes.reduce((sum, size) => sum + size, 0) === whole[at], 'concat', () =>
        `sizes ${showShape(sizes)} along axis ${at} do not add up to ${showShape(whole)}`)
      const [first] = parts
      const other = parts.find((part) => part.dtype !== first?.dtype)
      requireThat(other === undefined, 'concat', () => `kinds differ: ${first?.dtype} and ${other?.dtype}`)
      requireThat(first !== undefined && parts.every((part) => sameShape(without(part.shape, [at]), without(whole, [at]))),
        'concat', () => `parts ${parts.map((part) => showShape(part.shape)).join(', ')} do not fit ${showShape(whole)} along axis ${at}`)
      return make('concat', shape, (first as Tensor).dtype, (out) => {
        parts.forEach((part, i) => {
          const start = whole.map((_, other) => other === at ? sizes.slice(0, i).reduce((sum, size) => sum + size, 0) : 0)
          placeInto(out, read('concat', part), windowOffsets(whole, { start }, part.shape))
        })
      })
    },
  }
}
