import type { Command } from 'commander'
import { join } from 'node:path'
import { columns } from '../../../compare/report/columns.ts'
import { pipe, TaskEither } from '../../fp.ts'
import { loadCheckpoint } from '../../io/checkpoint.ts'
import type { DataError } from '../../io/data-error.ts'
import type { Evaluation } from '../../run/experiment.ts'
import { showMetric } from '../../run/show.ts'
import { answer, type AnswerOptions } from '../answer.ts'
import { checkpointWithRun } from '../checkpoint-with-run.ts'
import { exitCode } from '../exit-code.ts'
import { jsonOption } from '../options.ts'

interface EvaluateOptions extends AnswerOptions {
  readonly best: boolean
  readonly experiment?: string
}

const confusionText = ({ classes, counts }: NonNullable<Evaluation['confusion']>): string =>
  columns(['label \\ said', ...classes], classes.map((name, i) => [name, ...(counts[i] ?? []).map(String)]))

const text = ({ metrics, confusion }: Evaluation): string => [
  columns(['metric', 'value'], Object.entries(metrics).map(([name, value]) => [name, showMetric(value)])),
  ...(confusion === undefined ? [] : ['', confusionText(confusion)]),
].join('\n')

/** `pullback evaluate`. */
export const evaluateCommand = (program: Command): void => {
  jsonOption(program.command('evaluate'))
    .description("evaluate a run's weights with the experiment's own metrics")
    .argument('<run>', 'the folder of a run, or one of its checkpoints')
    .option('--best', 'of a folder: the best weights instead of the last', false)
    .option('--experiment <module>', 'the experiment, where it is no longer where it was')
    .addHelpText('after', `
Examples:
  pullback evaluate runs/digits-1
  pullback evaluate runs/digits-1 --best --json
  pullback evaluate runs/digits-1/checkpoints/best.safetensors`)
    .action((path: string, options: EvaluateOptions) => answer(options, () => pipe(
      checkpointWithRun(path.endsWith('.safetensors') ? path : join(path, 'checkpoints', options.best ? 'best.safetensors' : 'last.safetensors'), options.experiment),
      TaskEither.chain(({ file, prepared }) => pipe(
        loadCheckpoint(file, prepared.first),
        TaskEither.chain(({ state }) => {
          const evaluation = prepared.training.evaluate?.(state)
          const none: DataError = { file, reason: `the experiment ${prepared.recipe.experiment} has no evaluation`, remedy: 'Give it an `evaluate`' }
          return evaluation === undefined ? TaskEither.left(none) : TaskEither.right({ code: exitCode.fine, text: text(evaluation), json: evaluation })
        }),
      )),
    )))
}
