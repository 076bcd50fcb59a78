import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Either, pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import type { Experiment } from '../run/experiment.ts'
import { type ModuleFile, moduleGraph } from './module/module-graph.ts'
import { earlyError } from './module/parse-module.ts'

export { hashOfSources, keepSources, type KeptSources } from './module/keep-sources.ts'

const how = 'write `export default experiment({ name, config, prepare })`'

type Exports = Readonly<Record<string, unknown>>

/** Bun and Deno read TypeScript by themselves, and have no hooks. */
const isNode = process.versions['bun'] === undefined && process.versions['deno'] === undefined

const importModule = async (file: string): Promise<Exports> => {
  if (isNode) await import('./module/register-hooks.ts')
  return await import(pathToFileURL(resolve(file)).href) as Exports
}

/** The line of a module that a line of a stack names, if it does. */
const lineIn = (frame: string, { file }: ModuleFile): string | undefined => {
  const path = resolve(file)
  return [pathToFileURL(path).href, path].flatMap((name) => /^:(\d+)/.exec(frame.split(name)[1] ?? '')?.[1] ?? [])[0]
}

/** The innermost place in one of the modules that an error came through. */
const placeOf = (modules: readonly ModuleFile[], { stack = '' }: Error): Pick<DataError, 'file' | 'place'> | undefined =>
  stack.split('\n').flatMap((frame) => modules.flatMap((one) => {
    const line = lineIn(frame, one)
    return line === undefined ? [] : [{ file: one.file, place: `line ${line}` }]
  }))[0]

/** Why a module could not be loaded. Every file of it was read and parsed before. */
const failure = (file: string, modules: readonly ModuleFile[]) => (error: unknown): DataError => {
  const refused = error instanceof SyntaxError ? modules.map((one) => earlyError(one.file, one.text)).find((one) => one !== undefined) : undefined
  if (refused !== undefined) return refused
  if (!(error instanceof Error)) return { file, reason: `it threw ${String(error)} while it was loaded`, remedy: 'Correct the program' }
  return {
    file, ...placeOf(modules, error), reason: `it failed while it was loaded: ${error.message}`,
    remedy: 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' ? 'Correct the import, or install the package beside the module' : 'Correct the program',
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What of a value is not as `experiment({…})` makes it; nothing where all is. */
const fault = (value: unknown): string | undefined => {
  if (!isRecord(value)) return 'it is not an object'
  const { name, config, prepare } = value
  if (typeof name !== 'string' || name === '') return 'its name is not a text'
  if (!isRecord(config)) return 'its config is not an object'
  const wrong = Object.entries(config).find(([, one]) => !['number', 'string', 'boolean'].includes(typeof one))
  if (wrong !== undefined) return `its setting ${wrong[0]} is not a number, a text, true or false`
  return typeof prepare === 'function' ? undefined : 'its prepare is not a function'
}

const isExperiment = (value: unknown): value is Experiment => fault(value) === undefined

const experimentIn = (file: string, exports: Exports): Either.Either<DataError, Experiment> => {
  const exported = 'default' in exports ? 'default' : 'experiment'
  const value = exports[exported]
  if (isExperiment(value)) return Either.right(value)
  const names = Object.keys(exports)
  return Either.left(exported in exports
    ? { file, place: exported === 'default' ? 'its default export' : 'its export `experiment`', reason: `it is no experiment: ${fault(value) ?? ''}`, remedy: `Make it with the helper: ${how}` }
    : { file, reason: `it exports no experiment, ${names.length === 0 ? 'it exports nothing' : `only ${names.join(', ')}`}`, remedy: `Export one as the default or as \`experiment\`: ${how}` })
}

/**
 * The experiment that a TypeScript or JavaScript module exports, as its default or by the name `experiment`. The module may
 * import from `pullback`, `pullback/node` and `pullback/compare`, and gets the library that this program runs on.
 */
export const loadExperiment = (file: string): TaskEither.TaskEither<DataError, Experiment> => pipe(
  moduleGraph(file),
  TaskEither.chain((modules) => TaskEither.tryCatch(() => importModule(file), failure(file, modules))),
  TaskEither.chainEitherK((exports) => experimentIn(file, exports)),
)
