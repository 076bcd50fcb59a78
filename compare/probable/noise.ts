import { IORef } from 'fp-ts/lib/IORef.js'
import { sizeOf } from '../../src/shape/size.ts'
import { hostTensor, storageOf } from '../../src/tensor/host.ts'
import type { Key, Shape, Tensor } from '../../src/tensor.ts'
import { f64 } from '../untyped.ts'
import { samplesOf, sampled, type Sampled, stacked } from './sampled-tensor.ts'

/** Moves each element of each sample up or down by its size, at random. */
export type Shake = (samples: Tensor, size: Tensor) => Tensor

/** A source of random signs: a fresh one for each operation, the same for the same program. */
export const shaker = (key: Key): Shake => {
  const operations = new IORef(0)
  return (samples, size) => {
    const number = operations.read()
    operations.write(number + 1)()
    const words = storageOf('noise', f64.randomBits(f64.foldIn(key, number), size.shape as Shape))
    const sizes = storageOf('noise', size)
    const count = sizeOf(size.shape as Shape)
    const values = Float64Array.from(storageOf('noise', samples))
    // Bit j of an element's word is its sign in sample j.
    const shaken = values.map((x, k) => {
      const i = k % count
      const by = sizes[i] ?? 0
      return (((words[i] ?? 0) >>> Math.floor(k / count)) & 1) === 1 ? x + by : x - by
    })
    return hostTensor(stacked(size.shape as Shape), 'float', shaken)
  }
}

/** A result whose own rounding error is `size`, drawn for each sample anew. */
export const withNoise = (shake: Shake, { value, samples }: Sampled, size: Tensor): Tensor =>
  sampled(value, shake(samplesOf({ value, samples }), size))
