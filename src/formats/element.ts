import { Either } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { showShape } from '../shape/size.ts'
import { hostTensor } from '../tensor/host.ts'
import type { DType, Shape, Tensor } from '../tensor.ts'
import { type Element, readNumbers } from './kernels/read-numbers.ts'

export type { Element } from './kernels/read-numbers.ts'

interface Held {
  readonly bytes: number
  /** the kind of tensor that holds these numbers, each of them exactly */
  readonly dtype: DType
}

/** Every element that a file may have: how long it is, and what becomes of it. */
export const elements: Readonly<Record<Element, Held>> = {
  f16: { bytes: 2, dtype: 'float' },
  f32: { bytes: 4, dtype: 'float' },
  f64: { bytes: 8, dtype: 'float' },
  i8: { bytes: 1, dtype: 'i32' },
  u8: { bytes: 1, dtype: 'i32' },
  i16: { bytes: 2, dtype: 'i32' },
  u16: { bytes: 2, dtype: 'i32' },
  i32: { bytes: 4, dtype: 'i32' },
  u32: { bytes: 4, dtype: 'u32' },
  i64: { bytes: 8, dtype: 'i32' },
  u64: { bytes: 8, dtype: 'u32' },
  bool: { bytes: 1, dtype: 'bool' },
}

/** As many axes as NumPy allows. */
export const MOST_AXES = 64

/** Where in which file something is. */
export type Where = Pick<DataError, 'file' | 'place'>

/** Refuses a shape that a tensor cannot have or that `bytes` bytes do not fill exactly. Nothing is allocated. */
export const checkSize = (where: Where, element: Element, shape: Shape, bytes: number): Either.Either<DataError, Shape> => {
  const refused = (reason: string): Either.Either<DataError, Shape> =>
    Either.left({ ...where, reason, remedy: 'The file is damaged or was written wrongly; write it again' })
  if (shape.length > MOST_AXES) return refused(`it has ${shape.length} axes, more than ${MOST_AXES}`)
  // A product above 2^53 is not a safe integer any more, so it cannot pass for a smaller one.
  const needed = shape.reduce((product, size) => product * size, elements[element].bytes)
  return shape.includes(0)
    ? Either.left({ ...where, reason: `a tensor of shape ${showShape(shape)} has no numbers`, remedy: 'Leave it out; every size here is 1 or more' })
    : needed !== bytes || !Number.isSafeInteger(needed)
      ? refused(`shape ${showShape(shape)} of ${element} needs ${needed} bytes, ${bytes} are given`)
      : Either.right(shape)
}

/** A tensor of bytes whose length has been checked; refuses a number that the kind does not hold. */
export const tensorFrom = (
  where: Where, element: Element, shape: Shape, bytes: Uint8Array, littleEndian = true,
): Either.Either<DataError, Tensor> => {
  const { numbers, wrong } = readNumbers(element, bytes, littleEndian)
  const { dtype } = elements[element]
  return wrong === -1 ? Either.right(hostTensor(shape, dtype, numbers)) : Either.left({
    ...where, reason: `number ${wrong} (${element}) does not fit into ${dtype}`,
    remedy: dtype === 'bool' ? 'A truth value is a byte 0 or 1' : 'Store numbers that fit into 32 bits, or real numbers',
  })
}
