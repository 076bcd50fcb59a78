import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { npzToSafetensors, safetensorsToNpz } from '../../formats/convert.ts'
import { pipe, TaskEither } from '../../fp.ts'
import { loadCheckpoint } from '../../io/checkpoint.ts'
import type { DataError } from '../../io/data-error.ts'
import { readBytes } from '../../io/read-file.ts'
import { writeFileAtomically } from '../../io/write-file.ts'
import { writeLayersModel } from '../../io/write-layers-model.ts'
import { type Answer, answer, type AnswerOptions } from '../answer.ts'
import { checkpointWithRun } from '../checkpoint-with-run.ts'
import { exitCode } from '../exit-code.ts'
import { jsonOption } from '../options.ts'

interface ConvertOptions extends AnswerOptions {
  readonly experiment?: string
  readonly force: boolean
}

const done = (from: string, to: string, what: string): Answer =>
  ({ code: exitCode.fine, text: `${from} written as ${what} to ${to}`, json: { from, to, format: what } })

type Converting = TaskEither.TaskEither<DataError, Answer>

const refusal = (file: string, reason: string, remedy: string): Converting => TaskEither.left({ file, reason, remedy })

/** Each way from one ending to another. Adding a format is adding a row. */
const ways: readonly { readonly from: string; readonly to: string; readonly convert: (from: string, to: string) => Converting }[] = [
  {
    from: '.safetensors', to: '.npz',
    convert: (from, to) => pipe(
      readBytes(from),
      TaskEither.chainEitherK((bytes) => safetensorsToNpz(from, bytes)),
      TaskEither.chain((bytes) => writeFileAtomically(to, bytes)),
      TaskEither.map(() => done(from, to, 'npz')),
    ),
  },
  {
    from: '.npz', to: '.safetensors',
    convert: (from, to) => pipe(
      readBytes(from),
      TaskEither.chainEitherK((bytes) => npzToSafetensors(from, bytes)),
      TaskEither.chain((bytes) => writeFileAtomically(to, bytes)),
      TaskEither.map(() => done(from, to, 'safetensors')),
    ),
  },
]

/** A checkpoint of a run as a model that TensorFlow.js loads. */
const toModel = (from: string, folder: string, { experiment }: ConvertOptions): Converting => pipe(
  checkpointWithRun(from, experiment),
  TaskEither.chain(({ prepared }) => pipe(
    loadCheckpoint(from, prepared.first),
    TaskEither.chain(({ state }) => writeLayersModel(folder, prepared.training.step.net, state.params)),
  )),
  TaskEither.map(() => done(from, folder, 'a LayersModel of TensorFlow.js')),
)

const converted = (from: string, to: string, options: ConvertOptions): Converting => {
  const way = ways.find((one) => from.endsWith(one.from) && to.endsWith(one.to))
  if (way !== undefined) {
    return existsSync(to) && !options.force ? refusal(to, 'there is such a file already', 'Give another name, or --force to write over it') : way.convert(from, to)
  }
  return from.endsWith('.safetensors') && !/\.\w+$/.test(to)
    ? toModel(from, to, options)
    : refusal(to, `nothing converts ${from} to it`, 'Convert .safetensors to .npz, .npz to .safetensors, or a checkpoint of a run to a folder for TensorFlow.js')
}

/** `pullback convert`. */
export const convertCommand = (program: Command): void => {
  jsonOption(program.command('convert'))
    .description('convert weights: safetensors to npz and back, or a checkpoint to a LayersModel that tf.loadLayersModel loads')
    .argument('<from>', 'a .safetensors or .npz file')
    .argument('<to>', 'a .npz or .safetensors file, or a folder for a LayersModel')
    .option('--experiment <module>', 'the experiment of a checkpoint, where it is no longer where it was')
    .option('--force', 'write over a file that is there', false)
    .addHelpText('after', `
Examples:
  pullback convert runs/digits-1/checkpoints/best.safetensors weights.npz
  pullback convert weights.npz weights.safetensors
  pullback convert runs/digits-1/checkpoints/best.safetensors model/`)
    .action((from: string, to: string, options: ConvertOptions) => answer(options, () => converted(from, to, options)))
}
