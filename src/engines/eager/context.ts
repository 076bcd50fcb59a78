import { misuse, requireThat } from '../../misuse.ts'
import { requireSizes, sameShape, showShape, sizeOf } from '../../shape/size.ts'
import { hostTensor, requireTensor, storageOf } from '../../tensor/host.ts'
import { allocate, type Precision, type Storage, storageFrom } from '../../tensor/kernels/storage.ts'
import type { DType, Shape, Tensor } from '../../tensor.ts'
import { roundTo } from './precision.ts'

/**
 * What every operation needs: making results, and reading operands. Shapes and kinds are checked before a result is made;
 * numbers are read only while `check` or `fill` runs, so an engine that has no numbers can run every check on shapes.
 */
export interface Context {
  readonly round: (x: number) => number
  readonly read: (operation: string, x: Tensor) => Storage
  /** looks at an operand's numbers for what the operation cannot take */
  readonly check: (operation: string, x: Tensor, refuse: (numbers: Storage) => void) => void
  /** a fresh result whose numbers `fill` writes; refuses sizes that are none */
  readonly make: <S extends Shape, D extends DType>(operation: string, shape: S, dtype: D, fill: (out: Storage) => void) => Tensor<S, D>
  /** the operand's numbers, in the engine's precision, under another shape */
  readonly view: <S extends Shape, T extends Shape, D extends DType>(operation: string, x: Tensor<S, D>, shape: T) => Tensor<T, D>
}

/** The numbers of an operand as the f32 engine takes them. */
export const readF32: Context['read'] = (operation, x) => {
  const storage = storageOf(operation, x)
  return storage instanceof Float64Array
    ? misuse(operation, `an f64 tensor ${showShape(x.shape)} came to the f32 engine; round it with toPrecision first`)
    : storage
}

export const contextOf = (precision: Precision): Context => {
  const read = precision === 'f32' ? readF32 : storageOf
  return {
    round: roundTo[precision],
    read,
    check: (operation, x, refuse) => refuse(read(operation, x)),
    view: (operation, x, shape) => {
      const storage = read(operation, x)
      const kept = precision === 'f64' && storage instanceof Float32Array ? storageFrom('float', 'f64', storage) : storage
      return hostTensor(shape, x.dtype, kept)
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
