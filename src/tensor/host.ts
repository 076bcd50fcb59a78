import { misuse, requireThat } from '../misuse.ts'
import { showShape, sizeOf } from '../shape/size.ts'
import type { DType, Shape, Tensor } from '../tensor.ts'
import type { Precision, Storage } from './kernels/storage.ts'
import { showTensor } from './show.ts'
import { isSymbolic } from './symbolic.ts'

export type { Precision, Storage } from './kernels/storage.ts'

/** Numbers that an engine keeps where it computes until somebody asks for them. */
export interface Deferred {
  readonly elements: number
  /** the same numbers every time */
  readonly numbers: () => Storage
}

/** A tensor whose numbers lie in this process's memory. What the eager engine computes with and what a user is handed. */
export class HostTensor<S extends Shape, D extends DType> {
  readonly shape: S
  readonly dtype: D
  readonly #source: Storage | Deferred

  constructor(shape: S, dtype: D, source: Storage | Deferred) {
    const length = 'numbers' in source ? source.elements : source.length
    if (length !== sizeOf(shape)) misuse('tensor', `shape ${showShape(shape)} holds ${sizeOf(shape)} numbers, ${length} were given`)
    this.shape = Object.isFrozen(shape) ? shape : Object.freeze([...shape] as Shape as S)
    this.dtype = dtype
    this.#source = source
    Object.freeze(this)
  }

  static storageOf(tensor: object): Storage | undefined {
    if (!(#source in tensor)) return undefined
    return 'numbers' in tensor.#source ? tensor.#source.numbers() : tensor.#source
  }

  static sourceOf(tensor: object): Storage | Deferred | undefined {
    return #source in tensor ? tensor.#source : undefined
  }

  toString(): string {
    return showTensor(this.shape, this.dtype, storageOf('show', this as object as Tensor))
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

// Nobody who holds a tensor reaches the class, and through it the numbers; nor can the text of all tensors be changed.
Reflect.deleteProperty(HostTensor.prototype, 'constructor')
Object.freeze(HostTensor.prototype)

/** A tensor around numbers that nobody else holds. */
export const hostTensor = <S extends Shape, D extends DType>(shape: S, dtype: D, source: Storage | Deferred): Tensor<S, D> =>
  // The brand of Tensor exists for the compiler alone, so no value can be built that has it.
  new HostTensor(shape, dtype, source) as object as Tensor<S, D>

/** The numbers inside, not copied: for engines and readers. A tensor of another engine has none yet, a traced one never. */
export const storageOf = (operation: string, tensor: Tensor): Storage =>
  HostTensor.storageOf(requireTensor(operation, tensor)) ?? misuse(operation, isSymbolic(tensor)
    ? `a traced function cannot look at numbers: this ${showShape(tensor.shape)} tensor stands for numbers that are not known yet`
    : `a ${showShape(tensor.shape)} tensor of another engine has no numbers here`)

/** f32 or f64 for real numbers; the kind itself for the others. */
export const precisionOf = (tensor: Tensor): Precision | Exclude<DType, 'float'> =>
  tensor.dtype === 'float'
    ? storageOf('precision', tensor) instanceof Float64Array ? 'f64' : 'f32'
    : tensor.dtype as Exclude<DType, 'float'>

/** Refuses what is no tensor at all, such as an array or a plain number that came through `any`. */
export const requireTensor = <T extends Tensor>(operation: string, x: T): T => {
  const given: unknown = x
  const isTensor = typeof given === 'object' && given !== null && 'dtype' in given && 'shape' in given
  return isTensor ? x : misuse(operation, `takes a tensor, not ${Array.isArray(given) ? 'an array; make one with tensor(…) or fromFlat(shape, …)' : String(given)}`)
}

const dtypes: readonly DType[] = ['float', 'i32', 'u32', 'bool']

/** Refuses a name that is not a kind of element, such as TensorFlow's `int32`. */
export const requireDType = (operation: string, dtype: DType): void => {
  requireThat(dtypes.includes(dtype), operation, () => `"${dtype}" is not a kind of element: float, i32, u32 or bool`)
}

const precisions: readonly Precision[] = ['f32', 'f64']

/** Refuses a name that is not a precision. */
export const requirePrecision = (operation: string, precision: Precision): void => {
  requireThat(precisions.includes(precision), operation, () => `"${precision}" is not a precision: f32 or f64`)
}
