import { homedir } from 'node:os'
import { join } from 'node:path'
import { release } from './release.ts'

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>

const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value)

/**
 * The directory that holds (or will hold) the whole TensorFlow.js family for this Node:
 * `${PULLBACK_CACHE ?? XDG_CACHE_HOME ?? ~/.cache}/pullback/tensorflow-<release>-<platform>-<arch>-node<ABI>`.
 * It is outside of every `node_modules`, so an `npm ci` does not throw it away.
 */
export const cacheDirectory = (environment: Environment): string =>
  join(
    given(environment['PULLBACK_CACHE']) ?? given(environment['XDG_CACHE_HOME']) ?? join(homedir(), '.cache'),
    'pullback',
    `tensorflow-${release}-${process.platform}-${process.arch}-node${process.versions.modules}`,
  )

/** The record of the last failed attempt, beside the cache. */
export const failurePath = (cache: string): string => `${cache}.failed.json`

/** The lock that keeps two processes from building the same cache twice. */
export const lockPath = (cache: string): string => `${cache}.lock`

/** Where a cache is built before it is renamed into place: a sibling, so that the rename is one step. */
export const buildingPath = (cache: string, name: string): string => `${cache}.building-${name}`

/** Where a damaged cache goes while it is being replaced. */
export const brokenPath = (cache: string, name: string): string => `${cache}.broken-${name}`
