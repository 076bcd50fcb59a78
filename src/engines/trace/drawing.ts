import { showBriefly } from './attributes.ts'
import type { Graph, Node, NodeId, Port } from './graph.ts'
import { showType } from './listing.ts'

/** A node with the lines of text that stand in its box; a loop is a frame around the boxes of its body. */
interface Box {
  readonly name: string
  readonly lines: readonly string[]
  readonly inside: readonly Box[] | undefined
}

/** Nodes of one place. */
interface Group {
  readonly place: string
  readonly boxes: readonly Box[]
}

/** What stands in a node's box: what computes it, its shape, and its name. */
const linesOf = (node: Node, path: string | undefined): readonly string[] => [
  path ?? [node.op, ...showBriefly(node.attributes)].join(' '),
  ...(node.op === 'scan' ? [] : [showType(node)]),
  ...(node.label === undefined ? [] : [node.label]),
]

/** The boxes of a graph; `prefix` tells the nodes of a body from those around it. */
const boxesOf = ({ nodes, arguments: ports }: Graph, prefix = ''): readonly Box[] => {
  const paths = new Map(ports.map(({ path, node }) => [node, path]))
  return nodes.map((node, id) => ({
    name: `n${prefix}${id}`,
    lines: linesOf(node, paths.get(id)),
    inside: node.attributes.loop === undefined ? undefined : boxesOf(node.attributes.loop.body, `${prefix}${id}_`),
  }))
}

const groupsOf = (graph: Graph): readonly Group[] => {
  const boxes = boxesOf(graph)
  return [...new Set(graph.nodes.map(({ place }) => place))].map((place) => ({ place, boxes: boxes.filter((_, id) => graph.nodes[id]?.place === place) }))
}

/** The name of the box that an arrow to operand number `at` of a node ends in: of a loop, its body's argument. */
const entryOf = ({ attributes: { loop } }: Node, id: NodeId, at: number, prefix: string): string =>
  loop === undefined ? `n${prefix}${id}` : `n${prefix}${id}_${loop.body.arguments[at]?.node ?? 0}`

/** The name of the box that an arrow from an operand comes out of: for a part, its loop's body's result. */
const exitOf = (nodes: readonly Node[], { attributes: { index } }: Node, from: NodeId, prefix: string): string => {
  const result = index === undefined ? undefined : nodes[from]?.attributes.loop?.body.results[index]
  return result === undefined ? `n${prefix}${from}` : `n${prefix}${from}_${result.node}`
}

/** One arrow from each operand to what is computed from it, the bodies' last. */
const arrowsWithin = ({ nodes }: Graph, arrow: string, prefix = ''): readonly string[] => [
  ...nodes.flatMap((node, id) => node.operands.map((from, at) => `${exitOf(nodes, node, from, prefix)} ${arrow} ${entryOf(node, id, at, prefix)}`)),
  ...nodes.flatMap(({ attributes: { loop } }, id) => loop === undefined ? [] : arrowsWithin(loop.body, arrow, `${prefix}${id}_`)),
]

/** The arrows of a graph, with one from each result to its name. */
const arrowsOf = (graph: Graph, arrow: string): readonly string[] =>
  [...arrowsWithin(graph, arrow), ...graph.results.map(({ node }, i) => `n${node} ${arrow} r${i}`)]

const nameOf = ({ path }: Port): string => path === '' ? 'result' : path

const further = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`)

/** A graph as a Mermaid flowchart, as GitHub shows it: a box a node, a frame around each stage and around the body of each loop. */
export const mermaid = (graph: Graph): string => {
  const quoted = (lines: readonly string[]): string => `"${lines.map((line) => line.replaceAll('"', '#quot;')).join('<br>')}"`
  const drawn = ({ name, lines, inside }: Box): readonly string[] => inside === undefined
    ? [`${name}[${quoted(lines)}]`]
    : [`subgraph ${name} [${quoted(lines)}]`, ...further(inside.flatMap(drawn)), 'end']
  return [
    'flowchart TD',
    ...groupsOf(graph).flatMap(({ place, boxes }, i) => {
      const lines = further(boxes.flatMap(drawn))
      return place === '' ? lines : [`  subgraph p${i} [${quoted([place])}]`, ...further(lines), '  end']
    }),
    ...graph.results.map((port, i) => `  r${i}([${quoted([nameOf(port)])}])`),
    ...further(arrowsOf(graph, '-->')),
  ].map((line) => `${line}\n`).join('')
}

/** A graph in the DOT language of Graphviz: a box a node, a frame around each stage and around the body of each loop. */
export const dot = (graph: Graph): string => {
  const quoted = (lines: readonly string[]): string => `"${lines.map((line) => line.replaceAll(/["\\]/g, '\\$&')).join('\\n')}"`
  const drawn = ({ name, lines, inside }: Box): readonly string[] => inside === undefined
    ? [`${name} [label=${quoted(lines)}]`]
    : [`subgraph cluster_${name} {`, `  label=${quoted(lines)}`, ...further(inside.flatMap(drawn)), '}']
  return [
    'digraph {',
    '  node [shape=box]',
    ...groupsOf(graph).flatMap(({ place, boxes }, i) => {
      const lines = further(boxes.flatMap(drawn))
      return place === '' ? lines : [`  subgraph cluster_${i} {`, `    label=${quoted([place])}`, ...further(lines), '  }']
    }),
    ...graph.results.map((port, i) => `  r${i} [shape=oval, label=${quoted([nameOf(port)])}]`),
    ...further(arrowsOf(graph, '->')),
    '}',
  ].map((line) => `${line}\n`).join('')
}
