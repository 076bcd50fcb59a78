import { showShape } from '../../shape/size.ts'
import { showNumber } from '../../tensor/show.ts'
import type { Attributes } from './graph.ts'

/** A number in as many digits as tell every f32 number from every other. */
const exact = (x: number): string => showNumber(x, 9)

/** Attributes as text, such as `axes=[0]`. Different attributes have different texts. */
export const showAttributes = ({ value, k, axis, axes, order, window, windows, data }: Attributes): readonly string[] => [
  ...(value === undefined ? [] : [`value=${exact(value)}`]),
  ...(k === undefined ? [] : [`k=${exact(k)}`]),
  ...(axis === undefined ? [] : [`axis=${axis}`]),
  ...(axes === undefined ? [] : [`axes=${showShape(axes)}`]),
  ...(order === undefined ? [] : [`order=${showShape(order)}`]),
  ...(window === undefined ? [] : [`start=${showShape(window.start)}`, `stride=${showShape(window.stride)}`]),
  ...(windows === undefined ? [] : [
    `axis=${windows.axis}`, `size=${showShape(windows.size)}`, `stride=${showShape(windows.stride)}`, `dilation=${showShape(windows.dilation)}`,
  ]),
  ...(data === undefined ? [] : [`data=${data}`]),
]
