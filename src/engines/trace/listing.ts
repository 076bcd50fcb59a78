import { showNumber } from '../../tensor/show.ts'
import type { Storage } from '../../tensor/kernels/storage.ts'
import type { DType, Shape } from '../../tensor.ts'
import { showAttributes } from './attributes.ts'
import type { Graph, Node, NodeId, Port } from './graph.ts'

/** Of a constant, at most this many numbers are shown. */
const SHOWN = 8

/** `[2,3]` for real numbers, `bool[2,3]` for others. */
export const showType = ({ shape, dtype }: { readonly shape: Shape; readonly dtype: DType }): string =>
  `${dtype === 'float' ? '' : dtype}[${shape.join()}]`

/** What a person calls a node: its label with its formula, and the place where the label does not say it. */
const nameOf = ({ label, formula, place }: Node): string => {
  const said = label === undefined ? '' : formula === undefined ? label : `${label}: ${formula}`
  const apart = place !== '' && !said.startsWith(place.replaceAll(' > ', '.'))
  return [...(apart ? [place] : []), ...(said === '' ? [] : [said])].join(', ')
}

const numbersOf = (numbers: Storage, dtype: DType): readonly string[] =>
  [...[...numbers.subarray(0, SHOWN)].map((x) => dtype === 'float' ? showNumber(x, 9) : String(x)), ...(numbers.length > SHOWN ? ['…'] : [])]

/** What computes a node, as it would be called: `sum(%3, axes=[0])`. */
const callOf = ({ op, operands, attributes, dtype, numbers }: Node): string =>
  `${op}(${[
    ...operands.map((id) => `%${id}`), ...showAttributes(attributes), ...(numbers === undefined ? [] : numbersOf(numbers, dtype)),
  ].join(', ')})`

/** One node as a line: `%12 : [2,4] = add(%10, %11) ; 0.dense`. */
const lineOf = (node: Node, id: NodeId, path: string | undefined, beside: string): string => {
  const remarks = [nameOf(node), beside].filter((remark) => remark !== '')
  const call = path === undefined ? callOf(node) : `argument ${path}`
  return `%${id} : ${showType(node)} = ${call}${remarks.length === 0 ? '' : ` ; ${remarks.join(' ; ')}`}`
}

const pathsOf = (ports: readonly Port[]): ReadonlyMap<NodeId, string> => new Map(ports.map(({ path, node }) => [node, path]))

/**
 * A graph as text, one line a node: its number, shape (with the kind where it is not real numbers), how it is computed, and
 * after `;` its place and what a note says of it. Then the results. `beside` adds a remark to a node, such as where it lies.
 */
export const listing = (graph: Graph, beside: (id: NodeId) => string = () => ''): string => {
  const paths = pathsOf(graph.arguments)
  return [
    ...graph.nodes.map((node, id) => lineOf(node, id, paths.get(id), beside(id))),
    ...graph.results.map(({ path, node }) => `result${path === '' ? '' : ` ${path}`} = %${node}`),
  ].map((line) => `${line}\n`).join('')
}
