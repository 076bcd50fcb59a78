import { misuse, require } from '../../misuse.ts'
import { sameShape, showShape, sizeOf } from '../../shape/size.ts'
import { hostTensor, storageOf } from '../../tensor/host.ts'
import { allocate, type Precision, type Storage } from '../../tensor/kernels/storage.ts'
import type { DType, Shape, Tensor } from '../../tensor.ts'
import { roundTo } from './precision.ts'

/** What every operation of the eager engine needs: reading operands with a check, and making results. */
export interface Context {
  readonly round: (x: number) => number
  readonly read: (operation: string, x: Tensor) => Storage
  /** a fresh result whose numbers `fill` writes */
  readonly make: <S extends Shape, D extends DType>(shape: S, dtype: D, fill: (out: Storage) => void) => Tensor<S, D>
}

export const contextOf = (precision: Precision): Context => ({
  round: roundTo[precision],
  read: (operation, x) => {
    const storage = storageOf(operation, x)
    return precision === 'f32' && storage instanceof Float64Array
      ? misuse(operation, `an f64 tensor ${showShape(x.shape)} came to the f32 engine; round it with toPrecision first`)
      : storage
  },
  make: (shape, dtype, fill) => {
    require(shape.every((size) => Number.isSafeInteger(size) && size > 0), dtype, () =>
      `every size in ${showShape(shape)} must be a whole number above 0`)
    const out = allocate(dtype, precision, sizeOf(shape))
    fill(out)
    return hostTensor(shape, dtype, out)
  },
})

/** Refuses operands of different shapes or kinds. */
export const requireAlike = (operation: string, a: Tensor, b: Tensor): void => {
  require(sameShape(a.shape, b.shape), operation, () => `shapes differ: ${showShape(a.shape)} and ${showShape(b.shape)}`)
  require(a.dtype === b.dtype, operation, () => `kinds differ: ${String(a.dtype)} and ${String(b.dtype)}`)
}

/** Refuses an operand of another kind. */
export const requireKind = (operation: string, x: Tensor, kinds: readonly DType[]): void => {
  require(kinds.includes(x.dtype), operation, () => `takes ${kinds.join(' or ')}, not ${String(x.dtype)} ${showShape(x.shape)}`)
}
