import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { foldIn, key as keyOf } from '../random/key.ts'
import { hash, hashTree } from '../tensor/hash.ts'
import { initialize } from '../train/state.ts'
import type { SomeState } from '../train/some-step.ts'
import { cadenceOf } from './cadence.ts'
import type { Cadence, Config, Experiment, SomeTraining } from './experiment.ts'
import { anchorOf, describeStep, type Recipe, type Source } from './recipe.ts'

/** What is to be run: an experiment, with what was set from outside. */
export interface Order {
  readonly experiment: Experiment
  /** where the experiment is found again */
  readonly source: Source
  /** what differs from the experiment's own configuration */
  readonly config?: Config
  readonly seed: number
  /** how often things happen, where the experiment is to do it otherwise */
  readonly every?: Partial<Cadence>
}

/** The order that a recipe was made from. */
export const orderFrom = ({ source, config, seed, every }: Recipe, experiment: Experiment): Order => ({ experiment, source, config, seed, every })

/** An experiment ready to run: its training, what it is, and the state before the first step. */
export interface Prepared {
  readonly training: SomeTraining
  readonly recipe: Recipe
  readonly first: SomeState
  /** SHA-256 of the run's key */
  readonly key: string
  /** what the chain of links hangs on */
  readonly anchor: string
}

/** The configuration with what was set; a name that there is not, or another kind of value, is refused. */
const configured = ({ name, config }: Experiment, given: Config): TaskEither.TaskEither<DataError, Config> => {
  const wrong = Object.entries(given).find(([setting, value]) => typeof config[setting] !== typeof value)
  if (wrong === undefined) return TaskEither.right({ ...config, ...given })
  const [setting, value] = wrong
  const known = Object.entries(config).map(([one, initial]) => `${one} (${typeof initial})`).join(', ')
  return TaskEither.left({
    file: name, place: `configuration, ${setting}`,
    reason: config[setting] === undefined ? 'there is no such setting' : `${String(value)} is not a ${typeof config[setting]}`,
    remedy: known === '' ? 'The experiment has no settings' : `Set one of ${known}`,
  })
}

const isCount = (count: number): boolean => Number.isSafeInteger(count) && count >= 1

/** SHA-256 of the first and the last batch, by which another split or order of the data is noticed. */
const batchesHash = ({ batches, steps }: SomeTraining): string => hashTree([batches.at(0), batches.at(steps - 1)])

/** Prepares an experiment: reads its data, describes its step, draws its first weights. */
export const prepare = ({ experiment, source, config = {}, seed, every }: Order): TaskEither.TaskEither<DataError, Prepared> => {
  const key = keyOf(seed)
  return pipe(
    configured(experiment, config),
    TaskEither.chain((settings) => pipe(
      experiment.prepare(settings, key),
      TaskEither.filterOrElse(({ steps, patience = 1 }) => [steps, patience].every(isCount), ({ steps, patience }): DataError => ({
        file: experiment.name, place: 'configuration',
        reason: `it comes to ${steps} steps${patience === undefined ? '' : ` and a patience of ${patience}`}, which must be whole numbers from 1 upward`,
        remedy: 'Set its settings otherwise',
      })),
      TaskEither.map((training) => {
        const recipe: Recipe = {
          experiment: experiment.name, source, config: settings, seed, steps: training.steps, every: cadenceOf(training, every),
          network: describeStep(training.step), data: training.data, batches: batchesHash(training),
        }
        return { training, recipe, first: initialize(training.step, foldIn(key, 0)), key: hash(key), anchor: anchorOf(recipe) }
      }),
    )),
  )
}

/** A value as text, whatever the order of its names. */
const sorted = (value: unknown): string => JSON.stringify(value, (_name, one: unknown) =>
  typeof one === 'object' && one !== null && !Array.isArray(one)
    ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => a < b ? -1 : 1)) : one)

/** What of a prepared experiment is not what a recipe says; nothing where it is the same. */
export const differenceFrom = (recipe: Recipe, { recipe: now, anchor }: Prepared): string | undefined =>
  now.network.sha256 !== recipe.network.sha256 ? 'the training step computes something else than it did'
  : now.data.map(({ sha256 }) => sha256).join() !== recipe.data.map(({ sha256 }) => sha256).join() ? 'the data is not what it was'
  : now.batches !== recipe.batches ? 'the batches are not what they were: other examples, or in another order'
  : now.steps !== recipe.steps ? `it has ${now.steps} steps, not ${recipe.steps}`
  : anchor !== anchorOf(recipe) ? 'its configuration, seed or cadence is not what it was'
  : now.every.evaluate !== recipe.every.evaluate ? 'it is evaluated at other steps than it was'
  : now.experiment !== recipe.experiment ? `it is the experiment ${now.experiment}, not ${recipe.experiment}`
  : sorted(now.network) !== sorted(recipe.network) || sorted(now.data) !== sorted(recipe.data) ? 'what is said of the network or the data is not so'
  : undefined
