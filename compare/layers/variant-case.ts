import { f32 } from '../../src/engines/eager/index.ts'
import { dense } from '../../src/layers/affine/dense.ts'
import { meanSquaredError } from '../../src/losses/squared-error.ts'
import { identity } from '../../src/net.ts'
import { sgd } from '../../src/optimizers/sgd.ts'
import { foldIn, key } from '../../src/random/key.ts'
import { normal } from '../../src/random/normal.ts'
import { uniform } from '../../src/random/uniform.ts'
import type { Key, Shape, Tensor, Tree } from '../../src/tensor.ts'
import { initialize } from '../../src/train/state.ts'
import { trainStep } from '../../src/train/step.ts'
import * as tree from '../../src/tree.ts'
import { type Case, someStep } from '../case.ts'
import type { AnyNet, Variant } from './row.ts'

const SEED = 20_261_122

/** Every real number drawn, so that no bias is 0 and no gain 1; whole numbers stay. */
const redrawn = <T extends Tree>(from: Key, params: T): T => {
  const paths = tree.leaves(params).map(({ path }) => path)
  return tree.map((x, path) => f32.scale(normal(f32, foldIn(from, paths.indexOf(path)), x.shape), 0.5))(params)
}

const wholeNumbers = (from: Key, shape: Shape, count: number): Tensor =>
  f32.cast(f32.floor(f32.scale(uniform(f32, from, shape), count)), 'i32')

/**
 * The layer behind a dense one that keeps the shape: what comes back for the layer's input is then proven by the gradients of
 * that one. Whole numbers have no gradient, so a layer that takes them stands alone.
 */
const behindDense = ({ input, ids, after }: Variant): AnyNet => ids === undefined
  ? after(dense((input.at(-1) ?? 1) as 1)(identity(input, 'float') as AnyNet) as AnyNet)
  : after(identity(input, 'i32'))

/** A training step with the layer in it, from drawn weights on a drawn batch, under the mean squared error and sgd. */
export const variantCase = (variant: Variant): Case => {
  const drawn = key(SEED)
  const step = someStep(trainStep(behindDense(variant), meanSquaredError, sgd({ learningRate: 0.1 })))
  const first = initialize(step, foldIn(drawn, 0))
  const { input, ids } = variant
  return {
    step,
    state: { ...first, params: redrawn(foldIn(drawn, 1), first.params) },
    batch: {
      x: ids === undefined ? normal(f32, foldIn(drawn, 2), input) : wholeNumbers(foldIn(drawn, 2), input, ids),
      labels: normal(f32, foldIn(drawn, 3), step.net.out),
    },
  }
}
