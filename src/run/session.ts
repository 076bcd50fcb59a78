import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { foldIn, key as keyOf } from '../random/key.ts'
import { hash } from '../tensor/hash.ts'
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

/** Prepares an experiment: reads its data, describes its step, draws its first weights. */
export const prepare = ({ experiment, source, config = {}, seed, every }: Order): TaskEither.TaskEither<DataError, Prepared> => {
  const key = keyOf(seed)
  return pipe(
    configured(experiment, config),
    TaskEither.chain((settings) => pipe(
      experiment.prepare(settings, key),
      TaskEither.map((training) => {
        const recipe: Recipe = {
          experiment: experiment.name, source, config: settings, seed, steps: training.steps, every: cadenceOf(training, every),
          network: describeStep(training.step), data: training.data,
        }
        return { training, recipe, first: initialize(training.step, foldIn(key, 0)), key: hash(key), anchor: anchorOf(recipe) }
      }),
    )),
  )
}

/** What of a prepared experiment is not what a recipe says; nothing where it is the same. */
export const differenceFrom = (recipe: Recipe, { recipe: now, anchor }: Prepared): string | undefined =>
  now.network.sha256 !== recipe.network.sha256 ? 'the training step computes something else than it did'
  : now.data.map(({ sha256 }) => sha256).join() !== recipe.data.map(({ sha256 }) => sha256).join() ? 'the data is not what it was'
  : now.steps !== recipe.steps ? `it has ${now.steps} steps, not ${recipe.steps}`
  : anchor !== anchorOf(recipe) ? 'its configuration, seed or cadence is not what it was'
  : undefined
