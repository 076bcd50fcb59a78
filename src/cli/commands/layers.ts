import type { Command } from 'commander'
import { compareLayers, everyLayer, type LayerRow, type LayersReport, printLayers } from '../../../compare/layers/index.ts'
import { Either, pipe, TaskEither } from '../../fp.ts'
import type { DataError } from '../../io/data-error.ts'
import { type Answer, answer, type AnswerOptions } from '../answer.ts'
import { exitCode } from '../exit-code.ts'
import { jsonOption } from '../options.ts'

interface LayersOptions extends AnswerOptions {
  readonly only?: readonly string[]
}

/** The layers of these names, in the order of the table; every layer where none is named. */
const layersNamed = (names: readonly string[]): Either.Either<DataError, readonly LayerRow[]> => {
  const unknown = names.find((name) => everyLayer.every((row) => row.name !== name))
  return unknown === undefined
    ? Either.right(everyLayer.filter(({ name }) => names.length === 0 || names.includes(name)))
    : Either.left({ file: unknown, reason: 'there is no such layer', remedy: `There are ${everyLayer.map(({ name }) => name).join(', ')}` })
}

/**
 * The layers beside tfjs-node. Where that is not available it is said, and the backend that needs no installation is asked instead.
 */
const reports = async (layers: readonly LayerRow[]): Promise<readonly LayersReport[]> => {
  const native = await compareLayers({ backend: 'tfjs-node', layers })
  return native.witness.available ? [native] : [native, await compareLayers({ backend: 'tfjs-cpu', layers })]
}

/** The table of layers beside TensorFlow.js, finite differences and the eager engine. */
const layersAnswer = async (layers: readonly LayerRow[]): Promise<Answer> => {
  const given = await reports(layers)
  return {
    code: given.at(-1)?.agreed === true ? exitCode.fine : exitCode.disagreed,
    text: given.map(printLayers).join('\n\n'),
    json: given,
  }
}

/** `pullback layers`. */
export const layersCommand = (program: Command): void => {
  jsonOption(program.command('layers'))
    .description('prove every layer: TensorFlow.js in both ways, finite differences, and the compiled bits on 1, 2 and 3 threads')
    .option('--only <name...>', 'these layers alone')
    .addHelpText('after', `
Examples:
  pullback layers
  pullback layers --only dense softmax --json`)
    .action(({ only = [], ...options }: LayersOptions) => answer(options, () => pipe(
      TaskEither.fromEither(layersNamed(only)),
      TaskEither.chainTaskK((layers) => () => layersAnswer(layers)),
    )))
}
