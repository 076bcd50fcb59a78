import { type Command, InvalidArgumentError, Option } from 'commander'
import type { EngineChoice } from '../run/engine.ts'
import type { Cadence } from '../run/experiment.ts'

/** A whole number from `least` upward, or a refusal that says so. */
export const wholeNumber = (least: number) => (text: string): number => {
  const value = Number(text)
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < least) {
    throw new InvalidArgumentError(`It must be a whole number from ${least} upward.`)
  }
  return value
}

/** Adds one more to a list of what an option was given. */
const gathered = (text: string, before: readonly string[]): readonly string[] => [...before, text]

export interface EngineOptions {
  readonly engine: EngineChoice['kind']
  readonly threads?: number
}

/** What computes: it changes no bit. */
export const engineOptions = (command: Command): Command => command
  .addOption(new Option('--engine <kind>', 'what computes; it changes no bit').choices(['compiled', 'eager']).default('compiled'))
  .option('--threads <number>', 'of the compiled engine; as many as are worth it when left out', wholeNumber(1))

/** The engine that was chosen. */
export const engineFrom = ({ engine, threads }: EngineOptions): EngineChoice => ({ kind: engine, ...(threads === undefined ? {} : { threads }) })

export interface ExperimentOptions {
  readonly seed: number
  readonly set: readonly string[]
}

/** What an experiment is given. */
export const experimentOptions = (command: Command): Command => command
  .option('--seed <number>', 'what all randomness comes from', wholeNumber(0), 42)
  .option('--set <name=value>', 'a setting of the experiment; may be given several times', gathered, [])

export interface CadenceOptions {
  readonly everyLink?: number
  readonly everyCheckpoint?: number
  readonly everyEvaluation?: number
}

/** How often things happen. */
export const cadenceOptions = (command: Command): Command => command
  .option('--every-link <steps>', 'how often the state is hashed into the receipt; about 100 times when left out', wholeNumber(1))
  .option('--every-checkpoint <steps>', 'how often the state is saved; about 20 times when left out', wholeNumber(1))
  .option('--every-evaluation <steps>', 'how often the experiment is evaluated; once an epoch when left out', wholeNumber(1))

/** The cadence that was asked for. */
export const cadenceFrom = ({ everyLink, everyCheckpoint, everyEvaluation }: CadenceOptions): Partial<Cadence> => ({
  ...(everyLink === undefined ? {} : { link: everyLink }),
  ...(everyCheckpoint === undefined ? {} : { checkpoint: everyCheckpoint }),
  ...(everyEvaluation === undefined ? {} : { evaluate: everyEvaluation }),
})

/** `accuracy>=0.95`: what a run must reach. */
export interface Mark {
  readonly metric: string
  readonly least: number
}

/** A mark, or a refusal that says how one is written. */
export const mark = (text: string): Mark => {
  const [, metric, least] = /^([^<>=]+)>=(.+)$/.exec(text) ?? []
  const value = Number(least)
  if (metric === undefined || least === undefined || least.trim() === '' || Number.isNaN(value)) {
    throw new InvalidArgumentError('It must be written as metric>=number, such as accuracy>=0.95.')
  }
  return { metric, least: value }
}

/** One JSON document instead of text. */
export const jsonOption = (command: Command): Command =>
  command.option('--json', 'one JSON document on standard output; words on the way go to standard error', false)
