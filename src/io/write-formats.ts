import { encodeNpy } from '../formats/npy.ts'
import { encodeNpz, type NpzOptions } from '../formats/npz.ts'
import { encodeSafetensors } from '../formats/safetensors.ts'
import type { TaskEither } from '../fp.ts'
import type { Tensor } from '../tensor.ts'
import type { DataError } from './data-error.ts'
import { writeFileAtomically } from './write-file.ts'

type Written = TaskEither.TaskEither<DataError, void>

/** One tensor as an npy file, whole or not at all; see `encodeNpy`. */
export const writeNpy = (file: string, x: Tensor): Written => writeFileAtomically(file, encodeNpy(x))

/** Named tensors as an npz archive, whole or not at all; see `encodeNpz`. Those of a tree: `toNamed(tree)`. */
export const writeNpz = (file: string, tensors: Readonly<Record<string, Tensor>>, options: NpzOptions = {}): Written =>
  writeFileAtomically(file, encodeNpz(tensors, options))

/** Named tensors as a safetensors file, whole or not at all; see `encodeSafetensors`. */
export const writeSafetensors = (
  file: string, tensors: Readonly<Record<string, Tensor>>, metadata: Readonly<Record<string, string>> = {},
): Written => writeFileAtomically(file, encodeSafetensors(tensors, metadata))
