import type { Tensor as Inner } from '@tensorflow/tfjs'
import { Misuse } from '../../src/misuse.ts'
import { showShape } from '../../src/shape/size.ts'
import { HostTensor, hostTensor, type Storage } from '../../src/tensor/host.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import type { Tf } from '../tensorflow/index.ts'

/** Real numbers that lie in TensorFlow.js. Masks, ids, bits and keys stay on our side. */
class TensorFlowTensor {
  readonly shape: Shape
  readonly dtype = 'float'
  readonly #inner: Inner

  constructor(inner: Inner) {
    this.shape = Object.freeze([...inner.shape])
    this.#inner = inner
    Object.freeze(this)
  }

  static innerOf(tensor: object): Inner | undefined {
    return #inner in tensor ? tensor.#inner : undefined
  }

  toString(): string {
    return `TensorFlow.js float ${showShape(this.shape)}`
  }
}

/** A tensor of theirs as one of ours. */
export const fromTensorFlow = (inner: Inner): Tensor =>
  // The brand of Tensor exists for the compiler alone, so no value can be built that has it.
  new TensorFlowTensor(inner) as object as Tensor

/** Real numbers of ours as a tensor of theirs. They are copied: TensorFlow.js keeps a hold of the array that it is given. */
export const toTensorFlow = (tf: Tf, x: Tensor): Inner => {
  const inner = TensorFlowTensor.innerOf(x)
  if (inner !== undefined) return inner
  const numbers = hostNumbers(x)
  return x.dtype === 'i32' ? tf.tensor(Int32Array.from(numbers), [...x.shape as Shape], 'int32')
    : x.dtype === 'bool' ? tf.tensor(Uint8Array.from(numbers), [...x.shape as Shape], 'bool')
    : tf.tensor(Float32Array.from(numbers), [...x.shape as Shape], 'float32')
}

/** Numbers of theirs as an f32 tensor of ours, copied. What is ours already stays. */
export const toHost = (x: Tensor): Tensor => {
  const inner = TensorFlowTensor.innerOf(x)
  return inner === undefined ? x : read(inner)
}

/** A tensor of theirs read into one of ours: real numbers, or whole numbers, or a mask. */
export const read = (inner: Inner): Tensor => {
  const numbers = inner.dataSync()
  return inner.dtype === 'int32' ? hostTensor(inner.shape, 'i32', Int32Array.from(numbers))
    : inner.dtype === 'bool' ? hostTensor(inner.shape, 'bool', Uint8Array.from(numbers))
    : hostTensor(inner.shape, 'float', Float32Array.from(numbers))
}

const hostNumbers = (x: Tensor): Storage => {
  const storage = HostTensor.storageOf(x)
  if (storage === undefined) {
    throw new Misuse('TensorFlow.js', `a ${showShape(x.shape as Shape)} tensor of another engine has no numbers here`)
  }
  return storage
}
