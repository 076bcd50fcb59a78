import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalBytes } from '../tensor/kernels/canonical-bytes.ts'
import { showAttributes } from '../engines/trace/attributes.ts'
import type { Graph, Node, Port } from '../engines/trace/graph.ts'

/** Everything of a node that decides what it computes; its label and place are for people. */
const line = ({ op, operands, attributes, shape, dtype, numbers }: Node): string =>
  [
    op, operands.join(), showAttributes(attributes).join(), `${dtype}[${shape.join()}]`,
    ...(numbers === undefined ? [] : [bytesToHex(sha256(canonicalBytes(numbers)))]),
  ].join(' ')

const ports = (list: readonly Port[]): string => list.map(({ path, node }) => `${path} ${node}`).join()

/** SHA-256 of what a graph computes: two programs with the same hash do the same operations on the same numbers in the same order. */
export const graphHash = ({ nodes, arguments: given, results }: Graph): string =>
  bytesToHex(sha256(utf8ToBytes([...nodes.map(line), ports(given), ports(results)].map((text) => `${text}\n`).join(''))))
