import { showNumber } from '../../tensor/show.ts'
import type { Storage } from '../../tensor/kernels/storage.ts'
import type { DType, Shape } from '../../tensor.ts'
import { showBriefly } from './attributes.ts'
import { bodiesOf } from './frames.ts'
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
const callOf = ({ op, operands, attributes, dtype, numbers }: Node, name: (id: NodeId) => string): string =>
  `${op}(${[
    ...operands.map(name), ...showBriefly(attributes), ...(numbers === undefined ? [] : numbersOf(numbers, dtype)),
  ].join(', ')})`

/** One node as a line: `%12 : [2,4] = add(%10, %11) ; 0.dense`. A loop has no value of its own. */
const lineOf = (node: Node, id: NodeId, path: string | undefined, beside: string, name: (id: NodeId) => string): string => {
  const remarks = [nameOf(node), beside].filter((remark) => remark !== '')
  const call = path === undefined ? callOf(node, name) : `argument ${path}`
  const type = node.op === 'scan' ? '' : ` : ${showType(node)}`
  return `${name(id)}${type} = ${call}${remarks.length === 0 ? '' : ` ; ${remarks.join(' ; ')}`}`
}

const pathsOf = (ports: readonly Port[]): ReadonlyMap<NodeId, string> => new Map(ports.map(({ path, node }) => [node, path]))

/** The lines of a graph whose first node has the number `first` among the nodes of all graphs; its nodes are called `%` and `prefix`. */
const linesOf = (graph: Graph, beside: (number: number) => string, first: number, prefix: string): readonly string[] => {
  const paths = pathsOf(graph.arguments)
  const name = (id: NodeId): string => `%${prefix}${id}`
  const bodies = new Map(bodiesOf(graph, first).map((body) => [body.scan, body]))
  const bodyLines = (scan: NodeId): readonly string[] => {
    const body = bodies.get(scan)
    return body === undefined ? [] : linesOf(body.loop.body, beside, body.first, `${prefix}${scan}.`).map((line) => `  ${line}`)
  }
  return [
    ...graph.nodes.flatMap((node, id) => [lineOf(node, id, paths.get(id), beside(first + id), name), ...bodyLines(id)]),
    ...graph.results.map(({ path, node }) => `result${path === '' ? '' : ` ${path}`} = ${name(node)}`),
  ]
}

/**
 * A graph as text, one line a node: its number, shape (with the kind where it is not real numbers), how it is computed, and
 * after `;` its place and what a note says of it. Then the results. The body of a loop stands below it, further in; its nodes are
 * `%12.0`, `%12.1`, …. `beside` adds a remark to a node, such as where it lies, by its number among the nodes of all graphs.
 */
export const listing = (graph: Graph, beside: (number: number) => string = () => ''): string =>
  linesOf(graph, beside, 0, '').map((line) => `${line}\n`).join('')
