import type { Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import { hostTensor, storageOf } from './host.ts'
import { type Precision, storageFrom } from './kernels/storage.ts'

/** Every real number of a tree in another precision: to f64 exactly, to f32 rounded once. Other kinds stay. */
export const toPrecision = (precision: Precision) => <T extends Tree>(t: T): T =>
  tree.mapTensors((x) =>
    x.dtype === 'float' ? hostTensor(x.shape, 'float', storageFrom('float', precision, storageOf('toPrecision', x))) : x, t)
