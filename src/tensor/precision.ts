import type { Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import { allocate, hostTensor, type Precision, storageOf } from './host.ts'

/** Every real number of a tree in another precision: to f64 exactly, to f32 rounded once. Other kinds stay. */
export const toPrecision = (precision: Precision) => <T extends Tree>(t: T): T =>
  tree.mapTensors((x) => {
    if (x.dtype !== 'float') return x
    const numbers = storageOf('toPrecision', x)
    const converted = allocate('float', precision, numbers.length)
    converted.set(numbers)
    return hostTensor(x.shape, 'float', converted)
  }, t)
