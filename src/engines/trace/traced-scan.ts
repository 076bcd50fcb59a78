import type { Ops } from '../../ops.ts'
import { onNumbers } from '../../tensor/on-numbers.ts'
import { type Check, symbolicTensor } from '../../tensor/symbolic.ts'
import type { Shape, Tensor } from '../../tensor.ts'
import { requireCarry, requireScan } from '../scan-in-steps.ts'
import type { Graph, Port } from './graph.ts'
import type { Builder } from './kernels/builder.ts'
import { nodeOf } from './node-of.ts'

/** A check of each slice, in the order of the steps. */
const sliceBySlice = (length: number, reverse: boolean, check: Check): Check => (numbers) => {
  const size = numbers.length / length
  Array.from({ length }, (_, i) => reverse ? length - 1 - i : i).forEach((i) => { check(numbers.subarray(i * size, (i + 1) * size)) })
}

const portsOf = (names: readonly (readonly [name: string, nodes: readonly number[]])[]): readonly Port[] =>
  names.flatMap(([name, nodes]) => nodes.map((node, i) => ({ path: `${name}.${i}`, node })))

/** `scan` as one node: the body is run once, and written down as a graph of its own. */
export const tracedScan = (builder: Builder, requireOpen: (operation: string) => void): Ops['scan'] =>
  (length, carry, xs, body, { reverse = false } = {}) => {
    requireOpen('scan')
    requireScan(length, carry, xs)
    const operands = [...carry.map((x) => nodeOf(builder, 'scan', x)), ...xs.map((x) => nodeOf(builder, 'slice', x))]
    const argument = (x: Tensor): number => builder.add(x, { op: 'argument', operands: [], attributes: {}, shape: x.shape, dtype: x.dtype })
    const { value, nodes, captured } = builder.body(() => {
      const carried = carry.map(({ shape, dtype }) => symbolicTensor(shape, dtype))
      // What is asked of a slice's numbers is asked of the whole, which may be an argument of the traced function.
      const slices = xs.map((x): Tensor => symbolicTensor((x.shape as Shape).slice(1), x.dtype, (check) => {
        onNumbers(x, sliceBySlice(length, reverse, check))
      }))
      const given = [['carry', carried.map(argument)], ['x', slices.map(argument)]] as const
      const [after, ys] = body(carried, slices)
      requireCarry(carry, after)
      const results = [['carry', after.map((x) => nodeOf(builder, 'scan', x))], ['y', ys.map((y) => nodeOf(builder, 'scan', y))]] as const
      return { after, ys, given, results }
    })
    const graph: Graph = {
      nodes, arguments: portsOf([...value.given, ['captured', captured.map(({ inside }) => inside)]]), results: portsOf(value.results),
    }
    const scan = builder.add({}, {
      op: 'scan', operands: [...operands, ...captured.map(({ outside }) => outside)],
      attributes: { loop: { length, reverse, carries: carry.length, slices: xs.length, body: graph } }, shape: [], dtype: 'float',
    })
    const part = (index: number, shape: Shape, { dtype }: Tensor): Tensor => {
      const x = symbolicTensor(shape, dtype)
      builder.add(x, { op: 'part', operands: [scan], attributes: { index }, shape: x.shape, dtype })
      return x
    }
    return [
      carry.map((x, i) => part(i, x.shape, x)),
      value.ys.map((y, i) => part(carry.length + i, [length, ...y.shape], y)),
    ]
  }
