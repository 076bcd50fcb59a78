import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type LayersModelOptions, MODEL_FILE, toLayersModel, WEIGHTS_FILE } from '../formats/layers-model.ts'
import { pipe, TaskEither } from '../fp.ts'
import type { Net, Trees } from '../net.ts'
import type { Tensor } from '../tensor.ts'
import type { DataError } from './data-error.ts'
import { systemReason } from './system-error.ts'
import { writeFileAtomically } from './write-file.ts'

/** Refuses a file that is there. */
const absent = (file: string): TaskEither.TaskEither<DataError, void> => pipe(
  TaskEither.tryCatch(() => access(file), () => undefined),
  TaskEither.swap,
  TaskEither.mapLeft((): DataError => ({ file, reason: 'there is a model already', remedy: 'Give another folder, or remove that model' })),
)

const made = (folder: string): TaskEither.TaskEither<DataError, void> => TaskEither.tryCatch(
  async () => { await mkdir(folder, { recursive: true }) },
  (error): DataError => ({ file: folder, reason: systemReason(error, 'it cannot be made'), remedy: 'Give a folder that can be made' }))

/**
 * Writes a network with its parameters as `model.json` and `weights.bin` into a folder, made if need be; see `toLayersModel`.
 *
 * A model that is there is not overwritten: two files cannot be replaced at once, and a program that loads them meanwhile
 * would get the weights of one with the layers of the other. `model.json` comes last, so until both are whole there is no model.
 */
export const writeLayersModel = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor>(
  folder: string, net: Net<P, S, A, B>, params: P, options: LayersModelOptions = {},
): TaskEither.TaskEither<DataError, void> => pipe(
  TaskEither.fromEither(toLayersModel(net, params, options)),
  TaskEither.chainFirst(() => made(folder)),
  TaskEither.chainFirst(() => absent(join(folder, MODEL_FILE))),
  TaskEither.chainFirst(() => absent(join(folder, WEIGHTS_FILE))),
  TaskEither.chainFirst(({ weights }) => writeFileAtomically(join(folder, WEIGHTS_FILE), weights)),
  TaskEither.chain(({ modelJson }) => writeFileAtomically(join(folder, MODEL_FILE), JSON.stringify(modelJson))),
)
