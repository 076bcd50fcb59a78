import type { Command } from 'commander'
import { describeProvisionError, describeReady, ensureTensorFlow } from '../../../compare/tensorflow/index.ts'
import { Either, TaskEither } from '../../fp.ts'
import { type Answer, answer, type AnswerOptions } from '../answer.ts'
import { exitCode } from '../exit-code.ts'
import { jsonOption } from '../options.ts'
import type { Say } from '../say.ts'

interface TensorFlowOptions extends AnswerOptions {
  readonly retry: boolean
}

/** Makes tfjs-node ready: finds it, or builds it once into the cache. */
export const tensorflow = async (say: Say, { retry }: Pick<TensorFlowOptions, 'retry'>): Promise<Answer> => {
  const ready = await ensureTensorFlow({ retry, tell: say })()
  return Either.isRight(ready)
    ? { code: exitCode.fine, text: describeReady(ready.right), json: ready.right }
    : { code: exitCode.disagreed, text: describeProvisionError(ready.left), json: { error: ready.left } }
}

/** `pullback tensorflow`. */
export const tensorflowCommand = (program: Command): void => {
  jsonOption(program.command('tensorflow'))
    .description('make tfjs-node ready: find it, or build it once into the cache')
    .option('--retry', 'try again although it failed before, or build it anew', false)
    .addHelpText('after', `
Examples:
  pullback tensorflow
  pullback tensorflow --retry`)
    .action((options: TensorFlowOptions) => answer(options, (say) => TaskEither.fromTask(() => tensorflow(say, options))))
}
