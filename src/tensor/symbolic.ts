import { showShape } from '../shape/size.ts'
import type { DType, Shape, Tensor } from '../tensor.ts'
import type { Storage } from './kernels/storage.ts'

/** Looks at numbers, and throws where they are not what they must be. */
export type Check = (numbers: Storage) => void

/** A tensor whose numbers are not known: what a function is traced with. */
class SymbolicTensor<S extends Shape, D extends DType> {
  readonly shape: S
  readonly dtype: D
  readonly #later: ((check: Check) => void) | undefined

  constructor(shape: S, dtype: D, later: ((check: Check) => void) | undefined) {
    this.shape = Object.isFrozen(shape) ? shape : Object.freeze([...shape] as Shape as S)
    this.dtype = dtype
    this.#later = later
    Object.freeze(this)
  }

  static is(x: object): x is SymbolicTensor<Shape, DType> {
    return #later in x
  }

  static laterOf(tensor: object): ((check: Check) => void) | undefined {
    return #later in tensor ? tensor.#later : undefined
  }

  toString(): string {
    return `${this.dtype} ${showShape(this.shape)}, traced`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/** A tensor of which shape and kind alone are known. `later` takes checks for the time when there are numbers. */
export const symbolicTensor = <S extends Shape, D extends DType>(shape: S, dtype: D, later?: (check: Check) => void): Tensor<S, D> =>
  // The brand of Tensor exists for the compiler alone, so no value can be built that has it.
  new SymbolicTensor(shape, dtype, later) as object as Tensor<S, D>

export const isSymbolic = (x: Tensor): boolean => SymbolicTensor.is(x)

/** Keeps a check for the numbers that a tensor will have; one that is computed on the way keeps none. */
export const checkLater = (x: Tensor, check: Check): void => SymbolicTensor.laterOf(x)?.(check)
