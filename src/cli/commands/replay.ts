import { dirname } from 'node:path'
import type { Command } from 'commander'
import { columns } from '../../../compare/report/columns.ts'
import { pipe, TaskEither } from '../../fp.ts'
import type { DataError } from '../../io/data-error.ts'
import { readText } from '../../io/read-file.ts'
import { compareReceipts, type ReceiptComparison, type Told } from '../../run/compare-receipts.ts'
import { evidenceBeside } from '../../run/evidence.ts'
import { readReceipt } from '../../run/receipt.ts'
import { type Parting, type Replay, replay } from '../../run/replay.ts'
import { orderFrom, prepare, type Prepared } from '../../run/session.ts'
import type { EngineChoice } from '../../run/engine.ts'
import { type Answer, answer, type Answering, type AnswerOptions } from '../answer.ts'
import { exitCode } from '../exit-code.ts'
import { findExperiment } from '../find-experiment.ts'
import { engineFrom, type EngineOptions, engineOptions, jsonOption } from '../options.ts'
import { progressOf } from '../progress.ts'
import type { Say } from '../say.ts'

interface ReplayOptions extends AnswerOptions, EngineOptions {
  readonly experiment?: string
  readonly against?: string
}

/** A receipt with what lies beside it. */
const receiptIn = (file: string): TaskEither.TaskEither<DataError, Told> => pipe(
  TaskEither.Do,
  TaskEither.bind('receipt', () => pipe(readText(file), TaskEither.chainEitherK((text) => readReceipt(file, text)))),
  TaskEither.bind('evidence', () => evidenceBeside(file)),
)

const preparedFor = (file: string, { receipt: { recipe } }: Told, instead: string | undefined): TaskEither.TaskEither<DataError, Prepared> => pipe(
  findExperiment(instead)(recipe, dirname(file)),
  TaskEither.chain((experiment) => prepare(orderFrom(recipe, experiment))),
)

/** Where two runs part, for people; `first` and `second` name their sides. */
const partingLines = ({ same, link, step, tensor, element }: Parting, first: string, second: string): readonly string[] => [
  same === undefined ? 'already the first weights differ' : `everything is the same up to step ${same}`,
  step - (same ?? step - 1) === 1
    ? `the state differs first after step ${step}`
    : `the state differs first after one of the steps ${(same ?? 0) + 1} to ${step} (a link at each step, --every-link 1, tells which)`,
  tensor === undefined ? `every tensor is the same after step ${link}; only losses differ` : `the first tensor that differs after step ${link} is ${tensor}`,
  ...(element === undefined
    ? tensor === undefined ? [] : ['(no state of that step was kept, or it is not the one that the receipt names: its elements cannot be shown)']
    : [`its first element that differs is [${element.at.join(', ')}]: ${first} ${element.recorded}, ${second} ${element.computed}`]),
]

const replayed = (found: Replay): Answer => {
  const lines: readonly string[] =
    found.kind === 'confirmed' ? [`CONFIRMED: all ${found.links} links over ${found.steps} steps are the same (${found.engine})`, `SHA-256 of the trained weights ${found.parameters}`]
    : found.kind === 'broken chain' ? [`DIFFERS: the receipt was changed: its chain breaks at the link of step ${found.step}`]
    : found.kind === 'another program' ? [`NOT REPLAYED: ${found.reason}`]
    : found.kind === 'false parameters' ? ['DIFFERS: every link is the same, but the receipt names other trained weights', `recorded ${found.recorded}`, `computed ${found.computed}`]
    : [`DIFFERS (${found.engine}):`, ...partingLines(found.parting, 'recorded', 'computed')]
  return { code: found.kind === 'confirmed' ? exitCode.fine : exitCode.disagreed, text: lines.join('\n'), json: found }
}

const rowsText = (rows: ReceiptComparison['recipes']): string =>
  columns(['what', 'first', 'second'], rows.map(({ what, first, second }) => [what, first, second]), () => false)

const comparedText = ({ recipes, ends, parting, links }: ReceiptComparison): string => [
  ...(recipes.length === 0 ? ['both receipts are of the same program, data, seed and settings'] : [
    'the receipts are not of the same thing:', rowsText(recipes),
  ]),
  ...(ends.length === 0 ? [] : ['they do not end the same:', rowsText(ends)]),
  ...(parting === undefined ? [`${ends.length === 0 ? 'THE SAME' : 'NOT THE SAME, but'}: all ${links} links that both have`] : ['DIFFERENT:', ...partingLines(parting, 'first', 'second')]),
].join('\n')

const compared = (comparison: ReceiptComparison): Answer => ({
  code: comparison.parting === undefined && comparison.recipes.length === 0 && comparison.ends.length === 0 ? exitCode.fine : exitCode.disagreed,
  text: comparedText(comparison),
  json: comparison,
})

/** A receipt run again. */
export const replayReceipt = (file: string, engine: EngineChoice, instead: string | undefined) => (say: Say): Answering => pipe(
  TaskEither.Do,
  TaskEither.bind('told', () => receiptIn(file)),
  TaskEither.bind('prepared', ({ told }) => preparedFor(file, told, instead)),
  TaskEither.chain(({ told, prepared }) => {
    const bar = progressOf(say, 'replaying', told.receipt.links.at(-1)?.step ?? 0)
    return pipe(
      replay(told.receipt, prepared, told.evidence, engine, (step) => { bar.at(step) }),
      TaskEither.map((found) => {
        bar.end()
        return replayed(found)
      }),
    )
  }),
)

/** Two receipts beside one another; nothing is run. */
const compareTwo = (file: string, other: string, instead: string | undefined): Answering => pipe(
  TaskEither.Do,
  TaskEither.bind('one', () => receiptIn(file)),
  TaskEither.bind('two', () => receiptIn(other)),
  TaskEither.bind('prepared', ({ one }) => preparedFor(file, one, instead)),
  TaskEither.chain(({ one, two, prepared }) => compareReceipts(one, two, prepared.first)),
  TaskEither.map(compared),
)

/** `pullback replay`. */
export const replayCommand = (program: Command): void => {
  jsonOption(engineOptions(program.command('replay')))
    .description('run a receipt again and confirm every link of it, or say where it differs; or compare two receipts')
    .argument('<receipt>', 'a receipt.json that a run wrote')
    .option('--against <receipt>', 'compare with this receipt, and run nothing')
    .option('--experiment <module>', 'the experiment, where it is no longer where it was')
    .addHelpText('after', `
Examples:
  pullback replay runs/digits-1/receipt.json
  pullback replay runs/digits-1/receipt.json --engine eager
  pullback replay runs/digits-1/receipt.json --against runs/digits-2/receipt.json`)
    .action((file: string, options: ReplayOptions) => answer(options, options.against === undefined
      ? replayReceipt(file, engineFrom(options), options.experiment)
      : () => compareTwo(file, options.against ?? '', options.experiment)))
}
