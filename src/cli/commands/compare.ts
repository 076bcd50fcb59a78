import type { Command } from 'commander'
import { compareStep, printReport, type Report, reportToJson } from '../../../compare/index.ts'
import { inTurn } from '../../../compare/in-turn.ts'
import { pipe, TaskEither } from '../../fp.ts'
import { answer, type AnswerOptions } from '../answer.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { type ExperimentOptions, experimentOptions, jsonOption, wholeNumber } from '../options.ts'
import { page } from '../say.ts'
import { exampleNames, type Subject, subjectNamed } from '../subject.ts'

interface CompareOptions extends AnswerOptions, ExperimentOptions {
  readonly steps: number
}

export interface Compared {
  readonly subject: Subject
  readonly report: Report
}

/** Each subject's first steps, compared with every witness, one subject after the other. */
export const reportsOf = (subjects: readonly Subject[], steps: number): Promise<readonly Compared[]> =>
  inTurn(subjects, async (subject) =>
    ({ subject, report: await compareStep(subject.step, { state: subject.state, batches: subject.batches(steps) }) }))

/** Whether nothing disagreed and something was checked. */
export const agreementOf = (compared: readonly Compared[]): ExitCode =>
  compared.every(({ report }) => report.summary.agreed) ? exitCode.fine : exitCode.disagreed

/** Reports as pages under one another. */
export const pages = (compared: readonly Compared[]): string =>
  compared.map(({ subject, report }) => page(subject.title, printReport(report))).join('\n')

/** `pullback compare`. */
export const compareCommand = (program: Command): void => {
  jsonOption(experimentOptions(program.command('compare')))
    .description('compare training steps with TensorFlow.js and finite differences, element by element')
    .argument('[what...]', `${exampleNames.join(', ')} (all of these when left out), an experiment, or a module that exports one`)
    .option('--steps <number>', 'how many steps', wholeNumber(1), 1)
    .addHelpText('after', `
Examples:
  pullback compare
  pullback compare mazur --json
  pullback compare my-experiment.ts --steps 5`)
    .action((names: readonly string[], options: CompareOptions) => answer(options, () => pipe(
      TaskEither.traverseSeqArray((name: string) => subjectNamed(name, options))(names.length === 0 ? exampleNames : names),
      TaskEither.chainTaskK((subjects) => () => reportsOf(subjects, options.steps)),
      TaskEither.map((compared) => ({
        code: agreementOf(compared), text: pages(compared), json: compared.map(({ report }): unknown => JSON.parse(reportToJson(report))),
      })),
    )))
}
