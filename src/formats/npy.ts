import { concatBytes } from '@noble/hashes/utils.js'
import { Either, pipe } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { hostTensor, precisionOf, storageOf } from '../tensor/host.ts'
import { canonicalBytes } from '../tensor/kernels/canonical-bytes.ts'
import type { DType, Shape, Tensor } from '../tensor.ts'
import { checkSize, tensorFrom, type Where } from './element.ts'
import { rowMajor } from './kernels/row-major.ts'
import { npyHeader, readNpyHeader } from './npy-header.ts'

/** A tensor as an npy file, byte for byte as `numpy.save` writes it; every NaN in one form. */
export const encodeNpy = (x: Tensor): Uint8Array =>
  concatBytes(npyHeader(precisionOf(x), x.shape as Shape), canonicalBytes(storageOf('npy', x)))

/** The array of an npy file that may lie in a larger file; see `decodeNpy`. */
export const npyAt = (where: Where, bytes: Uint8Array): Either.Either<DataError, Tensor> => pipe(
  readNpyHeader(where, bytes),
  Either.chain(({ element, littleEndian, fortranOrder, shape, start }) => pipe(
    checkSize(where, element, shape, bytes.length - start),
    Either.chain(() => tensorFrom(where, element, shape, bytes.subarray(start), littleEndian)),
    Either.map((x) => fortranOrder ? hostTensor<Shape, DType>(shape, x.dtype as DType, rowMajor(storageOf('npy', x), shape)) : x),
  )),
)

/**
 * The array of an npy file of version 1, 2 or 3, in C or Fortran order, of either byte order: f2 and f4 become f32, f8 f64,
 * b1 bool, u4 and u8 u32, and all other whole numbers i32. Fails for whole numbers that do not fit, and for other types.
 */
export const decodeNpy = (file: string, bytes: Uint8Array): Either.Either<DataError, Tensor> => npyAt({ file }, bytes)
