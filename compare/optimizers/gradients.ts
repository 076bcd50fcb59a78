import { f32 } from '../../src/engines/eager/index.ts'
import { foldIn } from '../../src/random/key.ts'
import { normal } from '../../src/random/normal.ts'
import { hostTensor, storageOf } from '../../src/tensor/host.ts'
import type { Key, Shape, Tensor } from '../../src/tensor.ts'

/** The parameters of a run, or their gradients: tensors of several shapes. */
export type Parameters = readonly Tensor[]

const shapes: readonly Shape[] = [[], [7], [2, 3, 2]]

const drawn = (key: Key): Parameters => shapes.map((shape, i) => normal(f32, foldIn(key, i), shape))

/** The weights that a run begins with. */
export const firstParameters = (key: Key): Parameters => drawn(foldIn(key, 0))

/** The size of a weight's gradients, a power of two: from 2⁻²⁴ to 2¹². */
const sizeAt = (i: number, j: number): number => 2 ** ((5 * i + 7 * j) % 37 - 24)

/**
 * The gradients of a step, the same numbers for both sides. Each weight has a size of its own, so that every ε is met from both
 * sides; every fifth weight has no gradient at all, and every third step leaves out some more.
 */
export const gradientsAt = (key: Key, step: number): Parameters =>
  drawn(foldIn(foldIn(key, 1), step)).map((x, i) => hostTensor(x.shape as Shape, 'float',
    Float32Array.from(storageOf('gradients', x), (value, j) =>
      (i + j) % 5 === 4 || (step % 3 === 2 && (i + j) % 4 === 1) ? 0 : value * sizeAt(i, j))))
