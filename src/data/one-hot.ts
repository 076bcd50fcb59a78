import { requireThat } from '../misuse.ts'
import { coordinatesOf, requireSizes, showShape, sizeOf } from '../shape/size.ts'
import { hostTensor, storageOf } from '../tensor/host.ts'
import { allocate } from '../tensor/kernels/storage.ts'
import type { FixedSize, Float, Ids, Shape } from '../tensor.ts'
import { oneHotInto } from './kernels/one-hot.ts'

/**
 * A last axis that has 1 at the id and 0 elsewhere: ids `[...S]` become `[...S, classes]`.
 *
 * Throws `Misuse` for an id that is not from 0 to `classes − 1`, and says where it is.
 */
export const oneHot = <S extends Shape, C extends number>(ids: Ids<S>, classes: C & FixedSize<C>): Float<readonly [...S, C]> => {
  const [numbers, shape]: readonly [ArrayLike<number>, S] = [storageOf('oneHot', ids), ids.shape]
  const wide: readonly [...S, C] = [...shape, classes]
  requireSizes('oneHot', wide)
  const wrong = Array.from(numbers).findIndex((id) => id < 0 || id >= classes)
  requireThat(wrong === -1, 'oneHot', () =>
    `id at ${showShape(coordinatesOf(shape, wrong))} is ${numbers[wrong]}, not a class from 0 to ${classes - 1}`)
  const out = allocate('float', 'f32', sizeOf(wide))
  oneHotInto(out, numbers, classes)
  return hostTensor(wide, 'float', out)
}

/** One such row as plain numbers. */
export const oneHotRow = (id: number, classes: number): readonly number[] => Array.from({ length: classes }, (_, c) => c === id ? 1 : 0)
