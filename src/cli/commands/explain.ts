import type { Command } from 'commander'
import { explainMarkdown } from '../../engines/explain/markdown.ts'
import { explainText } from '../../engines/explain/text.ts'
import { explain } from '../../engines/explain/worked-example.ts'
import { pipe, TaskEither } from '../../fp.ts'
import { misuse } from '../../misuse.ts'
import { toNested } from '../../tensor/read.ts'
import { answer, type AnswerOptions } from '../answer.ts'
import { exitCode } from '../exit-code.ts'
import { type ExperimentOptions, experimentOptions, jsonOption } from '../options.ts'
import { page } from '../say.ts'
import { exampleNames, subjectNamed } from '../subject.ts'

interface ExplainOptions extends AnswerOptions, ExperimentOptions {
  readonly markdown: boolean
}

/** `pullback explain`. */
export const explainCommand = (program: Command): void => {
  jsonOption(experimentOptions(program.command('explain')))
    .description('print one training step with every intermediate value and its formula')
    .argument('<what>', `${exampleNames.join(', ')}, an experiment, or a module that exports one`)
    .option('--markdown', 'as Markdown with formulas', false)
    .addHelpText('after', `
Examples:
  pullback explain mazur
  pullback explain document-001 --markdown
  pullback explain iris --seed 7`)
    .action((name: string, options: ExplainOptions) => answer(options, () => pipe(
      subjectNamed(name, options),
      TaskEither.map(({ title, step, state, batches }) => {
        const lines = explain(step, state, batches(1)[0] ?? misuse('explain', 'there is no batch'))
        return {
          code: exitCode.fine,
          text: options.markdown ? `# ${title}\n\n${explainMarkdown(lines)}` : page(title, explainText(lines)),
          json: lines.map(({ tensor, ...line }) => ({ ...line, shape: tensor.shape as readonly number[], values: toNested(tensor) })),
        }
      }),
    )))
}
