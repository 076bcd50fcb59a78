import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { IOEither } from 'fp-ts/lib/IOEither.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { loadAddon } from './addon.ts'
import { cacheDirectory, type Environment } from './cache.ts'
import { inspectCache } from './manifest.ts'
import { packageOf } from './release.ts'

/** Where a family of TensorFlow.js packages was found. */
export type Origin = 'project' | 'cache'

/** A family of packages that belong together: they share one tfjs-core. */
export type Family = {
  readonly origin: Origin
  /** Asked in this order for each package. */
  readonly from: readonly NodeJS.Require[]
  /** The version of TensorFlow's C library, when tfjs-node is part of the family and its add-on loads. */
  readonly library?: string
}

/** Where to look: directories whose packages are asked for, in this order, and the environment that says where the cache is. */
export type Whereabouts = { readonly directories: readonly string[]; readonly environment: Environment }

/** The user's project, then the place where Pullback itself is installed. */
export const usualDirectories = (): readonly string[] => [process.cwd(), import.meta.dirname]

/** Why a family was not found, a reason for each place. */
export type NotFound = readonly string[]

const projectRequires = (where: Whereabouts): readonly NodeJS.Require[] =>
  where.directories.map((directory) => createRequire(join(directory, 'package.json')))

const resolves = (name: string) => (from: NodeJS.Require): boolean => E.isRight(E.tryCatch(() => from.resolve(name), String))

const withAddon = (origin: Origin, holder: NodeJS.Require, rest: readonly NodeJS.Require[]): E.Either<string, Family> =>
  pipe(
    loadAddon(holder),
    E.map((library) => ({
      origin,
      // tfjs-node's own tfjs comes before any other copy.
      from: [createRequire(holder.resolve(`${packageOf.node}/package.json`)), ...rest],
      library,
    })),
  )

/** The family of the user's project, when it has tfjs-node and its add-on loads. */
export const locateInProject = (where: Whereabouts): IOEither<NotFound, Family> => () =>
  pipe(
    projectRequires(where),
    RA.findFirst(resolves(`${packageOf.node}/package.json`)),
    E.fromOption(() => `${packageOf.node} is not installed in this project`),
    E.flatMap((holder) =>
      pipe(
        withAddon('project', holder, projectRequires(where)),
        E.mapLeft((reason) => `${packageOf.node} is installed in this project, but does not load: ${reason}`),
      ),
    ),
    E.mapLeft(RA.of),
  )

const inCache = (where: Whereabouts): TE.TaskEither<NotFound, Family> => {
  const cache = cacheDirectory(where.environment)
  const holder = createRequire(join(cache, 'package.json'))
  return pipe(
    inspectCache(cache),
    T.map((state) =>
      state.kind === 'missing' ? E.left('Pullback has not built its own copy')
      : state.kind === 'damaged' ? E.left(`Pullback's own copy is damaged: ${state.reason}`)
      : pipe(withAddon('cache', holder, []), E.mapLeft((reason) => `Pullback's own copy does not load: ${reason}`)),
    ),
    TE.mapLeft(RA.of),
  )
}

/** The family with tfjs-node: the project's when its add-on loads, else the cache's. Builds nothing. */
export const locateNative = (where: Whereabouts): TE.TaskEither<NotFound, Family> =>
  pipe(
    TE.fromIOEither(locateInProject(where)),
    TE.orElse((before) =>
      pipe(
        inCache(where),
        TE.mapLeft((after) => [...before, ...after]),
      ),
    ),
  )

/** The family for the backends that need no add-on: the native one, so that one copy serves all; else the project's tfjs. */
export const locatePlain = (where: Whereabouts): TE.TaskEither<NotFound, Family> =>
  pipe(
    locateNative(where),
    TE.orElse((reasons) =>
      pipe(
        projectRequires(where),
        RA.findFirst(resolves(packageOf.tfjs)),
        TE.fromOption(() => [`${packageOf.tfjs} is not installed in this project`, ...reasons]),
        TE.map((holder): Family => ({ origin: 'project', from: [holder, ...projectRequires(where)] })),
      ),
    ),
  )
