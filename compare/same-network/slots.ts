import type { Optimizer, Tensor as Inner } from '@tensorflow/tfjs'
import { f32 } from '../../src/engines/eager/index.ts'
import type { Shape, Tree } from '../../src/tensor.ts'
import * as tree from '../../src/tree.ts'
import type { SomeState } from '../case.ts'
import { floatLeaves } from '../leaves.ts'
import type { Tf } from '../tensorflow/index.ts'
import { read, toTensorFlow } from '../tensorflow-ops/index.ts'
import type { OptimizerRow, SlotNames } from './optimizers.ts'

// What an optimizer of theirs keeps is a list: the count of its updates, then each accumulator of each weight, accumulator by
// accumulator, the weights in the order of their gradients. That is the order of our parameters.

/** What of a state an optimizer is concerned with. */
type Kept = Pick<SomeState, 'params' | 'slots'>

const accumulators = ({ trees }: SlotNames, { params }: Kept): readonly string[] =>
  trees.flatMap((name) => floatLeaves(params).map(({ path }) => `${name}.${path}`))

/** Copies our slots into an optimizer of theirs. */
export const loadSlots = async (tf: Tf, { slots: names }: OptimizerRow, optimizer: Optimizer, state: Kept): Promise<void> => {
  if (names === undefined) return
  const copies = [names.count, ...accumulators(names, state)].map((path) => ({ name: path, tensor: copied(tf, state.slots, path) }))
  try {
    await optimizer.setWeights(copies)
  } finally {
    copies.forEach(({ tensor }) => { tensor.dispose() })
  }
}

/** A tensor of ours by its path, as one of theirs outside of every scope. */
const copied = (tf: Tf, slots: Tree, path: string): Inner => tf.keep(toTensorFlow(tf, tree.leafAt(slots, path)))

/** What an optimizer of theirs keeps after its step, as our slots; nothing where it keeps nothing that we know of. */
export const readSlots = async ({ slots: names }: OptimizerRow, optimizer: Optimizer, state: Kept): Promise<Tree> => {
  if (names === undefined) return []
  const [count, ...kept] = (await optimizer.getWeights()).map(({ tensor }) => tensor)
  try {
    const paths = accumulators(names, state)
    return tree.mapTensors((x, path) => {
      const inner = path === names.count ? count : kept[paths.indexOf(path)]
      return inner === undefined ? f32.fill(x.shape as Shape, NaN) : read(inner)
    }, state.slots)
  } finally {
    // Made for this list; the others are the optimizer's own.
    count?.dispose()
  }
}
