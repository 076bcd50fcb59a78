import { Either } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import type { Config } from '../run/experiment.ts'

const kinds = {
  number: (text: string): number | undefined => text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text),
  boolean: (text: string): boolean | undefined => text === 'true' ? true : text === 'false' ? false : undefined,
  string: (text: string): string => text,
}

const isKind = (kind: string): kind is keyof typeof kinds => kind in kinds

const fault = (pair: string, reason: string, remedy: string): Either.Either<DataError, never> =>
  Either.left({ file: 'command line', place: `--set ${pair}`, reason, remedy })

/** One `name=value` as a setting of the kind that its default has. */
const setting = (config: Config, pair: string): Either.Either<DataError, readonly [string, number | string | boolean]> => {
  const [name = '', ...rest] = pair.split('=')
  const known = Object.entries(config).map(([one, value]) => `${one}=${String(value)}`).join(', ')
  const remedy = known === '' ? 'This experiment has no settings' : `Its settings with their defaults are ${known}`
  if (rest.length === 0) return fault(pair, 'it is not name=value', remedy)
  if (!Object.hasOwn(config, name)) return fault(pair, `there is no setting "${name}"`, remedy)
  const kind = typeof config[name]
  const value = isKind(kind) ? kinds[kind](rest.join('=')) : undefined
  return value === undefined ? fault(pair, `"${rest.join('=')}" is not a ${kind}`, remedy) : Either.right([name, value])
}

/** What `--set` was given, as settings of an experiment. */
export const settingsFrom = (config: Config, pairs: readonly string[]): Either.Either<DataError, Config> => {
  const read = pairs.map((pair) => setting(config, pair))
  const wrong = read.find(Either.isLeft)
  return wrong ?? Either.right(Object.fromEntries(read.flatMap((one) => Either.isRight(one) ? [one.right] : [])))
}
