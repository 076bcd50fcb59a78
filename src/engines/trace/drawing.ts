import { showAttributes } from './attributes.ts'
import type { Graph, Node, NodeId, Port } from './graph.ts'
import { showType } from './listing.ts'

/** Nodes of one place, with the lines of text that stand in each box. */
interface Group {
  readonly place: string
  readonly boxes: readonly { readonly id: NodeId; readonly lines: readonly string[] }[]
}

/** What stands in a node's box: what computes it, its shape, and its name. */
const linesOf = (node: Node, path: string | undefined): readonly string[] => [
  path ?? [node.op, ...showAttributes(node.attributes)].join(' '),
  showType(node),
  ...(node.label === undefined ? [] : [node.label]),
]

const groupsOf = ({ nodes, arguments: ports }: Graph): readonly Group[] => {
  const paths = new Map(ports.map(({ path, node }) => [node, path]))
  const boxes = nodes.map((node, id) => ({ id, place: node.place, lines: linesOf(node, paths.get(id)) }))
  return [...new Set(nodes.map(({ place }) => place))].map((place) => ({ place, boxes: boxes.filter((box) => box.place === place) }))
}

/** One arrow from each operand to what is computed from it, and from each result to its name. */
const arrowsOf = ({ nodes, results }: Graph, arrow: string): readonly string[] => [
  ...nodes.flatMap(({ operands }, id) => operands.map((from) => `n${from} ${arrow} n${id}`)),
  ...results.map(({ node }, i) => `n${node} ${arrow} r${i}`),
]

const nameOf = ({ path }: Port): string => path === '' ? 'result' : path

/** A graph as a Mermaid flowchart, as GitHub shows it: a box a node, a frame around each stage. */
export const mermaid = (graph: Graph): string => {
  const quoted = (lines: readonly string[]): string => `"${lines.map((line) => line.replaceAll('"', '#quot;')).join('<br>')}"`
  return [
    'flowchart TD',
    ...groupsOf(graph).flatMap(({ place, boxes }, i) => {
      const lines = boxes.map(({ id, lines }) => `  n${id}[${quoted(lines)}]`)
      return place === '' ? lines : [`  subgraph p${i} [${quoted([place])}]`, ...lines.map((line) => `  ${line}`), '  end']
    }),
    ...graph.results.map((port, i) => `  r${i}([${quoted([nameOf(port)])}])`),
    ...arrowsOf(graph, '-->').map((line) => `  ${line}`),
  ].map((line) => `${line}\n`).join('')
}

/** A graph in the DOT language of Graphviz: a box a node, a frame around each stage. */
export const dot = (graph: Graph): string => {
  const quoted = (lines: readonly string[]): string => `"${lines.map((line) => line.replaceAll(/["\\]/g, '\\$&')).join('\\n')}"`
  return [
    'digraph {',
    '  node [shape=box]',
    ...groupsOf(graph).flatMap(({ place, boxes }, i) => {
      const lines = boxes.map(({ id, lines }) => `  n${id} [label=${quoted(lines)}]`)
      return place === '' ? lines : [`  subgraph cluster_${i} {`, `    label=${quoted([place])}`, ...lines.map((line) => `  ${line}`), '  }']
    }),
    ...graph.results.map((port, i) => `  r${i} [shape=oval, label=${quoted([nameOf(port)])}]`),
    ...arrowsOf(graph, '->').map((line) => `  ${line}`),
    '}',
  ].map((line) => `${line}\n`).join('')
}
