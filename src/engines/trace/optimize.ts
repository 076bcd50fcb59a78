import { flow } from '../../fp.ts'
import { withoutDeadCode } from './dead-code.ts'
import { withFoldedFills } from './fills.ts'
import type { Graph } from './graph.ts'
import { withFoldedLayouts } from './layouts.ts'
import { withSharing } from './sharing.ts'
import { withFoldedTransposes } from './transposes.ts'

/**
 * A graph that computes the same with less. Nothing changes a bit of any result: no sum is taken in another order, and what is
 * left out is left out for every operand, NaN and −0 too. A result may be an argument, a constant or a `fill` itself.
 *
 * Law: running it on the f32 engine gives what running the graph gives, to the bit; twice is once.
 */
export const optimize: (graph: Graph) => Graph = flow(
  withoutDeadCode,
  // What hands on a fill is to be one for the next pass; what a product with 1 kept apart is to meet after it.
  withFoldedLayouts,
  withFoldedFills,
  withFoldedLayouts,
  withFoldedTransposes,
  withSharing,
  withoutDeadCode,
)
