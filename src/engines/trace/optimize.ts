import { flow } from '../../fp.ts'
import { withFewerCaptured } from './captured.ts'
import { withoutDeadCode } from './dead-code.ts'
import { withFoldedFills } from './fills.ts'
import type { Graph } from './graph.ts'
import { withFoldedLayouts } from './layouts.ts'
import { withBodies, withSimplerLoops } from './loops.ts'
import { isSame } from './same.ts'
import { withSharing } from './sharing.ts'
import { withFoldedTransposes } from './transposes.ts'

const withOptimizedLoops = flow(withFewerCaptured, withBodies(({ body }) => optimize(body)), withSimplerLoops)

/** Every pass once. */
const once: (graph: Graph) => Graph = flow(
  withoutDeadCode,
  // What hands on a fill is to be one for the next pass; what a product with 1 kept apart is to meet after it.
  withFoldedLayouts,
  withFoldedFills,
  withFoldedLayouts,
  withFoldedTransposes,
  withOptimizedLoops,
  withSharing,
  withoutDeadCode,
)

/** What a loop no longer needs is found in its body, and what its body is given around it: until neither finds anything. */
const settled = (graph: Graph): Graph => {
  const next = once(graph)
  return isSame(graph, next) ? graph : settled(next)
}

/**
 * A graph that computes the same with less. Nothing changes a bit of any result: no sum is taken in another order, and what is
 * left out is left out for every operand, NaN and −0 too. A result may be an argument, a constant or a `fill` itself.
 *
 * Law: running it on the f32 engine gives what running the graph gives, to the bit; twice is once.
 */
export const optimize = (graph: Graph): Graph =>
  graph.nodes.some(({ op }) => op === 'scan') ? settled(graph) : once(graph)
