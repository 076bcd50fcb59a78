import { printWitnesses } from '../../../compare/index.ts'
import type { Command } from 'commander'
import { pipe, TaskEither } from '../../fp.ts'
import type { DataError } from '../../io/data-error.ts'
import type { Outcome } from '../../run/finish.ts'
import { answer, type Answer } from '../answer.ts'
import { exitCode } from '../exit-code.ts'
import { type ExperimentOptions, experimentOptions, jsonOption, wholeNumber } from '../options.ts'
import { page, type Say } from '../say.ts'
import { exampleNames, subjectNamed } from '../subject.ts'
import { agreementOf, type Compared, pages, reportsOf } from './compare.ts'
import { optimizersTable, TABLE_STEPS } from './optimizers.ts'
import { replayReceipt } from './replay.ts'
import { tensorflow } from './tensorflow.ts'
import { train, trained, type TrainOptions } from './train.ts'

/** The held-out accuracy that the shipped run has to reach. */
const MARK = { metric: 'accuracy', least: 0.95 }

interface StartOptions extends ExperimentOptions {
  readonly check: number
  readonly json: boolean
}

/** Says aloud which witnesses were missing, so that their silence is not taken for agreement. */
const missing = (compared: readonly Compared[]): readonly string[] =>
  [...new Set(compared
    .flatMap(({ report }) => report.witnesses)
    .filter(({ available }) => !available)
    .map(({ name, reason }) => `NOT CHECKED with ${name}: ${reason ?? ''}`))]

/** The same run again on another engine; an interrupted run has no receipt yet. */
const repeated = (say: Say, { status, folder }: Outcome): TaskEither.TaskEither<DataError, Answer | undefined> =>
  status === 'interrupted' ? TaskEither.right(undefined) : replayReceipt(folder.receipt, { kind: 'compiled', threads: 2 }, undefined)(say)

/** Everything that the main job does after the other frameworks are ready. */
const job = (say: Say, options: TrainOptions): TaskEither.TaskEither<DataError, Answer> => pipe(
  TaskEither.Do,
  TaskEither.bind('subjects', () => TaskEither.traverseSeqArray((name: string) => subjectNamed(name, { seed: 0, set: [] }))(exampleNames)),
  TaskEither.bind('compared', ({ subjects }) => TaskEither.fromTask(async () => {
    const compared = await reportsOf(subjects, 1)
    say(`\n${pages(compared)}`)
    return compared
  })),
  TaskEither.bind('optimizers', () => TaskEither.fromTask(async () => {
    const table = await optimizersTable(TABLE_STEPS)
    say(`\n${page(`Every optimizer, ${TABLE_STEPS} updates`, table.text)}`)
    return table
  })),
  TaskEither.bind('outcome', () => {
    say(page('A 64-32-10 classifier of handwritten digits', 'relu, softmax cross-entropy on logits, plain gradient descent'))
    return train('digits', options)(say)
  }),
  TaskEither.bind('again', ({ outcome }) => {
    say(`\n${trained(outcome, MARK).text}\n`)
    return repeated(say, outcome)
  }),
  TaskEither.map(({ compared, optimizers, outcome, again }): Answer => {
    const run = trained(outcome, MARK)
    const failed = [
      ...(agreementOf(compared) === exitCode.fine ? [] : ['the examples']),
      ...(optimizers.code === exitCode.fine ? [] : ['the optimizers']),
      ...(run.code === exitCode.fine ? [] : ['the digits']),
      ...(again === undefined || again.code === exitCode.fine ? [] : ['the replay']),
    ]
    const code = run.code === exitCode.interrupted ? run.code : failed.length === 0 ? exitCode.fine : exitCode.disagreed
    const verdict = code === exitCode.interrupted ? 'Stopped before the end.'
      : failed.length === 0 ? 'Everything that was checked agrees.' : `NOT everything is as it should be: ${failed.join(' and ')}, see above.`
    return {
      code,
      text: [
        ...(again === undefined ? [] : [again.text, '']), ...(compared[0] === undefined ? [] : [printWitnesses(compared[0].report)]),
        ...missing(compared), verdict,
      ].join('\n'),
      json: {
        examples: compared.map(({ subject, report }) => ({ name: subject.name, ...report.summary })), 
        optimizers: optimizers.json, run: run.json, replay: again?.json ?? null,
      },
    }
  }),
)

/** `pullback start`. */
export const startCommand = (program: Command): void => {
  jsonOption(experimentOptions(program.command('start')))
    .description('the main job: compare every example with every witness, then train on handwritten digits and replay the run')
    .option('--check <number>', 'how many first steps of the digits are compared with TensorFlow.js', wholeNumber(0), 20)
    .addHelpText('after', `
Examples:
  pullback start
  pullback start --seed 7 --set epochs=10`)
    .action((options: StartOptions) => answer(options, (say) => async () => {
      say((await tensorflow(say, { retry: false })).text)
      return job(say, { ...options, engine: 'compiled' })()
    }))
}
