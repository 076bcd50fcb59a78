import { misuse, requireThat } from '../../misuse.ts'
import { requireSizes, sameShape, showShape, sizeOf } from '../../shape/size.ts'
import { hostTensor, requireTensor, storageOf } from '../../tensor/host.ts'
import { allocate, type Precision, type Storage, storageFrom } from '../../tensor/kernels/storage.ts'
import type { DType, Shape, Tensor } from '../../tensor.ts'
import { roundTo } from './precision.ts'

/** What every operation of the eager engine needs: reading operands with a check, and making results. */
export interface Context {
  readonly round: (x: number) => number
  readonly read: (operation: string, x: Tensor) => Storage
  /** the operand's numbers in the engine's precision, for a result that shares them */
  readonly kept: (operation: string, x: Tensor) => Storage
  /** a fresh result whose numbers `fill` writes */
  readonly make: <S extends Shape, D extends DType>(operation: string, shape: S, dtype: D, fill: (out: Storage) => void) => Tensor<S, D>
}

export const contextOf = (precision: Precision): Context => {
  const read: Context['read'] = (operation, x) => {
    const storage = storageOf(operation, x)
    return precision === 'f32' && storage instanceof Float64Array
      ? misuse(operation, `an f64 tensor ${showShape(x.shape)} came to the f32 engine; round it with toPrecision first`)
      : storage
  }
  return {
    round: roundTo[precision],
    read,
    kept: (operation, x) => {
      const storage = read(operation, x)
      return precision === 'f64' && storage instanceof Float32Array ? storageFrom('float', 'f64', storage) : storage
    },
    make: (operation, shape, dtype, fill) => {
      requireSizes(operation, shape)
      const out = allocate(dtype, precision, sizeOf(shape))
      fill(out)
      return hostTensor(shape, dtype, out)
    },
  }
}

/** Refuses operands of different shapes or kinds. */
export const requireAlike = (operation: string, a: Tensor, b: Tensor): void => {
  requireTensor(operation, a)
  requireTensor(operation, b)
  requireThat(sameShape(a.shape, b.shape), operation, () => `shapes differ: ${showShape(a.shape)} and ${showShape(b.shape)}`)
  requireThat(a.dtype === b.dtype, operation, () => `kinds differ: ${a.dtype} and ${b.dtype}`)
}

/** Refuses an operand of another kind. */
export const requireKind = (operation: string, x: Tensor, kinds: readonly DType[]): void => {
  requireTensor(operation, x)
  requireThat(kinds.includes(x.dtype), operation, () => `takes ${kinds.join(' or ')}, not ${x.dtype} ${showShape(x.shape)}`)
}

/** Refuses axes that the shape does not have, or one named twice. */
export const requireAxes = (operation: string, shape: Shape, axes: readonly number[]): void => {
  requireThat(axes.every((axis) => Number.isInteger(axis) && axis >= 0 && axis < shape.length), operation, () =>
    `axes ${showShape(axes)} are not all axes of ${showShape(shape)}`)
  requireThat(new Set(axes).size === axes.length, operation, () => `axes ${showShape(axes)} name one twice`)
}
