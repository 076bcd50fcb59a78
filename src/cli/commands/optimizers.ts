import type { Command } from 'commander'
import { compareOptimizers, type OptimizersReport, printOptimizers } from '../../../compare/optimizers/index.ts'
import { TaskEither } from '../../fp.ts'
import { type Answer, answer, type AnswerOptions } from '../answer.ts'
import { exitCode } from '../exit-code.ts'
import { jsonOption, wholeNumber } from '../options.ts'

interface OptimizersOptions extends AnswerOptions {
  readonly steps: number
}

/** Updates of the table that is shown by itself. */
export const TABLE_STEPS = 50

/**
 * Every optimizer beside tfjs-node. Where that is not available it is said, and the backend that needs no installation is asked
 * instead.
 */
const reports = async (steps: number): Promise<readonly OptimizersReport[]> => {
  const native = await compareOptimizers({ backend: 'tfjs-node', steps })
  return native.witness.available ? [native] : [native, await compareOptimizers({ backend: 'tfjs-cpu', steps })]
}

/** The table of every optimizer beside TensorFlow.js. */
export const optimizersTable = async (steps: number): Promise<Answer> => {
  const given = await reports(steps)
  return {
    code: given.at(-1)?.agreed === true ? exitCode.fine : exitCode.disagreed,
    text: given.map(printOptimizers).join('\n'),
    json: given,
  }
}

/** `pullback optimizers`. */
export const optimizersCommand = (program: Command): void => {
  jsonOption(program.command('optimizers'))
    .description('compare every optimizer with TensorFlow.js: the same gradients, weights and slots after every step')
    .option('--steps <number>', 'how many updates', wholeNumber(1), TABLE_STEPS)
    .addHelpText('after', `
Examples:
  pullback optimizers
  pullback optimizers --steps 10 --json`)
    .action((options: OptimizersOptions) => answer(options, () => TaskEither.fromTask(() => optimizersTable(options.steps))))
}
