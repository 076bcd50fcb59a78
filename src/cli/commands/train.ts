import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { type Either, pipe, TaskEither } from '../../fp.ts'
import type { DataError } from '../../io/data-error.ts'
import type { Outcome } from '../../run/finish.ts'
import type { RunEvent } from '../../run/event.ts'
import { run } from '../../run/run.ts'
import type { RunOptions } from '../../run/run-options.ts'
import { showMetric } from '../../run/show.ts'
import { type Answer, answer, type AnswerOptions } from '../answer.ts'
import { compareRun } from '../compare-run.ts'
import { exitCode } from '../exit-code.ts'
import { experimentNamed } from '../find-experiment.ts'
import { once } from '../kernels/once.ts'
import {
  cadenceFrom, type CadenceOptions, cadenceOptions, engineFrom, type EngineOptions, engineOptions, type ExperimentOptions, experimentOptions,
  jsonOption, type Mark, mark, wholeNumber,
} from '../options.ts'
import { progressOf } from '../progress.ts'
import { runJson, runText } from '../run-text.ts'
import type { Say } from '../say.ts'
import { settingsFrom } from '../settings.ts'
import { stopping } from '../stopping.ts'

export interface TrainOptions extends AnswerOptions, EngineOptions, ExperimentOptions, CadenceOptions {
  readonly folder?: string
  /** how many first steps are compared with TensorFlow.js */
  readonly check: number
  readonly require?: Mark
}

/** `runs/digits-1`, or the next that is not there. */
export const freeFolder = (name: string, number = 1): string => {
  const folder = join('runs', `${name}-${number}`)
  return existsSync(folder) ? freeFolder(name, number + 1) : folder
}

/** Shows what a run tells: a bar with the loss, or plain lines where there is no terminal. */
export const watching = (say: Say): ((event: RunEvent) => void) => {
  const bar = once((steps: number, from: number) => progressOf(say, 'training', steps, from))
  return (event) => {
    if (event.kind === 'started') {
      say(`${event.engine}; ${event.step === 0 ? '' : `on from step ${event.step}; `}files in ${event.folder}`)
      bar(event.steps, event.step)
    } else if (event.kind === 'steps') bar(event.steps, event.step).at(event.step, `loss ${showMetric(event.loss)}`)
    else if (event.kind === 'ended') bar(0, 0).end()
  }
}

/** Whether a run that is over reached its mark. */
const reached = ({ evaluations }: Outcome, { metric, least }: Mark): boolean => (evaluations.at(-1)?.metrics[metric] ?? NaN) >= least

/** What is said of a mark. */
const judged = (outcome: Outcome, asked: Mark): string => {
  const metrics = outcome.evaluations.at(-1)?.metrics ?? {}
  return Object.hasOwn(metrics, asked.metric)
    ? `${asked.metric} ${reached(outcome, asked) ? 'reached' : 'STAYED BELOW'} the mark of ${asked.least}`
    : `there is no metric "${asked.metric}" to compare with ${asked.least}; there are ${Object.keys(metrics).join(', ') || 'none'}`
}

/** What is said of a run, with its code. */
export const trained = (outcome: Outcome, asked: Mark | undefined): Answer => {
  const isOver = outcome.status !== 'interrupted'
  const [falls, differs] = [isOver && asked !== undefined && !reached(outcome, asked), outcome.comparison?.agreed === false]
  return {
    code: !isOver ? exitCode.interrupted : falls || differs ? exitCode.disagreed : exitCode.fine,
    text: [
      runText(outcome),
      ...(isOver && asked !== undefined ? [judged(outcome, asked)] : []),
      ...(differs ? ['TensorFlow.js DISAGREES with the first steps, or none could be asked; see above'] : []),
    ].join('\n'),
    json: { ...runJson(outcome), reachedMark: asked === undefined ? null : !falls, agreed: outcome.comparison?.agreed ?? null },
  }
}

/** How a run is shown and stopped while it goes on. */
export const attended = <T>(say: Say, work: (tell: (event: RunEvent) => void, isStopped: () => boolean) => TaskEither.TaskEither<DataError, T>) =>
  async (): Promise<Either.Either<DataError, T>> => {
    const signals = stopping(() => { say('\nstopping after this step …') })
    try {
      return await work(watching(say), signals.isStopped)()
    } finally {
      signals.end()
    }
  }

const comparing = (say: Say, steps: number): Pick<RunOptions, 'compare'> => steps === 0 ? {} : {
  compare: async (prepared) => {
    const comparison = await compareRun(say, steps)(prepared)
    say(`\n${comparison.text}\n`)
    return comparison
  },
}

/** Trains an experiment through the loop that saves, logs and can be stopped. */
export const train = (name: string, options: TrainOptions) => (say: Say): TaskEither.TaskEither<DataError, Outcome> => pipe(
  experimentNamed(name),
  TaskEither.bindTo('found'),
  TaskEither.bind('config', ({ found }) => TaskEither.fromEither(settingsFrom(found.experiment.config, options.set))),
  TaskEither.chain(({ found: { experiment, source, keep }, config }) => attended(say, (tell, isStopped) => run(
    { experiment, source, config, seed: options.seed, every: cadenceFrom(options) },
    {
      folder: options.folder ?? freeFolder(experiment.name), engine: engineFrom(options), tell, isStopped, keep,
      ...comparing(say, options.check),
    }))),
)

/** `pullback train`. */
export const trainCommand = (program: Command): void => {
  jsonOption(cadenceOptions(engineOptions(experimentOptions(program.command('train')))))
    .description('train an experiment: weights, log, checkpoints, receipt and report in one folder')
    .argument('[experiment]', 'digits, iris, mnist, lenet, or a TypeScript or JavaScript module that exports one', 'digits')
    .option('--folder <path>', 'where the files go; runs/<experiment>-<number> when left out')
    .option('--check <number>', 'how many first steps are compared with TensorFlow.js', wholeNumber(0), 0)
    .option('--require <metric>=<least>', 'end with 1 when the last evaluation is below, such as accuracy>=0.95', mark)
    .addHelpText('after', `
Examples:
  pullback train
  pullback train iris --seed 7 --set epochs=200
  pullback train my-experiment.ts --folder runs/first --engine eager
  pullback train digits --check 20 --require 'accuracy>=0.95'`)
    .action((name: string, options: TrainOptions) =>
      answer(options, (say) => pipe(train(name, options)(say), TaskEither.map((outcome) => trained(outcome, options.require)))))
}
