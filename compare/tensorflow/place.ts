import { readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { brokenPath, buildingPath } from './cache.ts'
import { inspectCache } from './manifest.ts'
import { effectStep, type FailedStep } from './step.ts'

const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true })

/** Takes a cache that does not work out of its place. */
export const setAside = async (cache: string, name: string): Promise<void> => {
  const aside = brokenPath(cache, name)
  await rename(cache, aside)
  await remove(aside)
}

const moveInto = async (built: string, cache: string, name: string): Promise<void> => {
  const there = await inspectCache(cache)()
  if (there.kind === 'whole') return remove(built)
  if (there.kind === 'damaged') await setAside(cache, name)
  await rename(built, cache)
}

/**
 * Renames a finished directory into the cache's place: nobody ever sees half of one. When another process was first and its
 * cache is whole, ours is thrown away; a damaged one is moved aside.
 */
export const place = (built: string, cache: string, name: string): TE.TaskEither<FailedStep, void> =>
  effectStep('moving the finished cache into place', { directory: built }, () =>
    // A second time, because another process may move between our look and our step.
    moveInto(built, cache, name).catch(() => moveInto(built, cache, name)),
  )

const leftOverAfter = 600_000

/** Removes what processes that were killed left beside the cache long ago. Best effort. */
export const sweep = (cache: string): TE.TaskEither<unknown, unknown> =>
  TE.tryCatch(async () => {
    const beside = await readdir(dirname(cache))
    const parts = [buildingPath(cache, ''), brokenPath(cache, '')].map((path) => basename(path))
    const left = beside.filter((name) => parts.some((part) => name.startsWith(part))).map((name) => join(dirname(cache), name))
    return Promise.all(left.map(async (path) => (Date.now() - (await stat(path)).mtimeMs > leftOverAfter ? remove(path) : undefined)))
  }, String)
