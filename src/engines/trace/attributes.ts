import { showShape } from '../../shape/size.ts'
import { showNumber } from '../../tensor/show.ts'
import type { Attributes, Graph, Loop, Node } from './graph.ts'
import { fingerprint } from './kernels/fingerprint.ts'

/** A number in as many digits as tell every f32 number from every other. */
const exact = (x: number): string => showNumber(x, 9)

/** How often a loop runs, such as `length=32`, without what it repeats. */
export const showLoop = ({ length, reverse, carries, slices }: Loop): readonly string[] =>
  [`length=${length}`, ...(reverse ? ['reverse'] : []), `carries=${carries}`, `slices=${slices}`]

/** All of a node that decides what it computes. A body's constants are single numbers, of which no two have one fingerprint. */
const showNode = ({ op, operands, attributes, shape, dtype, numbers }: Node): string =>
  [op, operands.join(), dtype, shape.join(), ...showAttributes(attributes), ...(numbers === undefined ? [] : [fingerprint(numbers)])].join(' ')

const showBody = ({ nodes, arguments: given, results }: Graph): string =>
  `{${[...nodes.map(showNode), given.map(({ node }) => node).join(), results.map(({ node }) => node).join()].join('; ')}}`

/** Attributes as text, such as `axes=[0]`. Different attributes have different texts. */
export const showAttributes = (attributes: Attributes): readonly string[] => {
  const { value, k, axis, axes, order, window, windows, data, loop, index } = attributes
  return [
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
    ...(index === undefined ? [] : [`index=${index}`]),
    ...(loop === undefined ? [] : [...showLoop(loop), `body=${showBody(loop.body)}`]),
  ]
}

/** The same for people: what a loop repeats is shown beside it. */
export const showBriefly = ({ loop, ...others }: Attributes): readonly string[] =>
  loop === undefined ? showAttributes(others) : showLoop(loop)
