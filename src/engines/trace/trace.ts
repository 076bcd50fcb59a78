import { located, requireThat } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import { type Check, symbolicTensor } from '../../tensor/symbolic.ts'
import type { Tensor, Tree } from '../../tensor.ts'
import * as tree from '../../tree.ts'
import { recorder } from '../listen/kernels/recorder.ts'
import type { Graph, NodeId, Port } from './graph.ts'
import { builder } from './kernels/builder.ts'
import { nodeOf } from './node-of.ts'
import { tracer } from './tracer.ts'

/** A check of an argument's numbers, to be run at every call before anything is computed. */
export interface Guard {
  /** the argument's place in the list of the graph's arguments */
  readonly argument: number
  readonly check: Check
}

/** A function as data. */
export interface Traced<R extends Tree> {
  readonly graph: Graph
  readonly guards: readonly Guard[]
  /** what the function gives, made of tensors in the order of the graph's results */
  readonly rebuild: (leaves: readonly Tensor[]) => R
}

/**
 * Runs a function once without numbers and writes down what it computes. `like` gives for every argument a tree of tensors, of
 * which only shapes and kinds are read. Tensors of this process that the function closes over become constants.
 *
 * Throws `Misuse` where the function misuses an operation, looks at numbers, or uses a tensor of another trace or of f64.
 */
export const trace = <A extends readonly Tree[], R extends Tree>(f: (ops: Ops) => (...given: A) => R, like: readonly [...A]): Traced<R> => {
  const [written, guards] = [builder(), recorder<Guard>()]
  const given = tree.mapTensors(({ shape, dtype }) => {
    const x: Tensor = symbolicTensor(shape, dtype, (check) => {
      requireThat(!written.isOver(), 'trace', () => 'the trace that this tensor belongs to is over')
      guards.tell({ argument, check: checkAt(written.places(), check) })
    })
    const argument: NodeId = written.add(x, { op: 'argument', operands: [], attributes: {}, shape: x.shape, dtype: x.dtype })
    return x
  }, like)
  const portsOf = (t: Tree): readonly Port[] => tree.leaves(t).map(({ path, tensor }) => ({ path, node: nodeOf(written, 'trace', tensor) }))
  try {
    const ports = portsOf(given)
    const out = f(tracer(written))(...given)
    const results = portsOf(out)
    return { graph: { nodes: written.end(), arguments: ports, results }, guards: guards.heard(), rebuild: rebuilt(out) }
  } finally {
    written.end()
  }
}

/** A check that fails where the trace was when it was asked for. */
const checkAt = (places: readonly string[], check: Check): Check =>
  places.reduceRight<Check>((inner, place) => (numbers) => located(place, () => inner(numbers)), check)

/** Puts other leaves into a tree, in order. */
const rebuilt = <R extends Tree>(like: R): Traced<R>['rebuild'] => {
  const indices = new Map(tree.leaves(like).map(({ path }, index) => [path, index]))
  return (leaves) => {
    requireThat(leaves.length === indices.size, 'trace', () => `${leaves.length} results were given where ${indices.size} are due`)
    return tree.mapTensors((x, path) => leaves[indices.get(path) ?? NaN] ?? x, like)
  }
}
