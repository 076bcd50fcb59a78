import { requireThat } from '../../misuse.ts'
import type { Ops, Windows } from '../../ops.ts'
import { requireSizes, sameShape, showShape, stridesOf } from '../../shape/size.ts'
import { unfoldedShape, windowStrides } from '../../shape/windows.ts'
import type { Shape } from '../../tensor.ts'
import { type Context, requireKind } from './context.ts'
import { addAtInto, pickInto } from './kernels/layout.ts'
import { offsetsOf } from './kernels/offsets.ts'

/** Refuses windows that do not fit, or another shape than they give. */
const requireUnfolded = (operation: string, whole: Shape, windows: Windows, unfolded: Shape): void => {
  const { axis, size, stride = size.map(() => 1), dilation = size.map(() => 1) } = windows
  const numbers = [...size, ...stride, ...dilation]
  requireThat(numbers.every((n) => Number.isSafeInteger(n) && n > 0), operation, () =>
    `size ${showShape(size)}, stride ${showShape(stride)} and dilation ${showShape(dilation)} must be whole numbers above 0`)
  requireThat(stride.length === size.length && dilation.length === size.length, operation, () =>
    `size ${showShape(size)}, stride ${showShape(stride)} and dilation ${showShape(dilation)} need an entry for each windowed axis`)
  requireThat(Number.isInteger(axis) && axis >= 0 && axis + size.length <= whole.length, operation, () =>
    `${size.length} axes from axis ${axis} on are not all axes of ${showShape(whole)}`)
  const due = unfoldedShape(whole, windows)
  requireThat(due.every((n) => n > 0), operation, () => `a window of ${showShape(size)} by ${showShape(dilation)} is larger than ${showShape(whole)}`)
  requireThat(sameShape(due, unfolded), operation, () => `windows of ${showShape(size)} over ${showShape(whole)} give ${showShape(due)}, not ${showShape(unfolded)}`)
}

/** Every window, and what is put back where windows came from. */
export const windowed = ({ make, read, round }: Context): Pick<Ops, 'unfold' | 'fold'> => ({
  unfold: (x, windows, shape) => {
    requireSizes('unfold', shape)
    requireUnfolded('unfold', x.shape, windows, shape)
    return make('unfold', shape, x.dtype, (out) =>
      pickInto(out, read('unfold', x), offsetsOf(shape, windowStrides(stridesOf(x.shape), windows))))
  },
  fold: (x, windows, shape) => {
    requireKind('fold', x, ['float'])
    requireSizes('fold', shape)
    requireUnfolded('fold', shape, windows, x.shape)
    return make('fold', shape, 'float', (out) =>
      addAtInto(out, read('fold', x), offsetsOf(x.shape, windowStrides(stridesOf(shape), windows)), round))
  },
})
