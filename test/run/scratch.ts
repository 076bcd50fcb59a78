import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Either, TaskEither } from '../../src/fp.ts'
import type { Config, Experiment } from '../../src/run/experiment.ts'
import { evidenceBeside } from '../../src/run/evidence.ts'
import { readReceipt, type Receipt } from '../../src/run/receipt.ts'
import { replay } from '../../src/run/replay.ts'
import { run } from '../../src/run/run.ts'
import type { RunOptions } from '../../src/run/run-options.ts'
import { type Order, prepare } from '../../src/run/session.ts'
import type { EngineChoice } from '../../src/run/engine.ts'
import { blobs } from './blobs.ts'

/** A folder that is not there yet. */
export const freshFolder = (): string => join(mkdtempSync(join(tmpdir(), 'pullback-run-')), 'run')

export const order = (config: Config = {}, more: Partial<Order> = {}): Order =>
  ({ experiment: blobs, source: { kind: 'shipped', name: 'blobs' }, config, seed: 7, ...more })

export const find = (experiment: Experiment = blobs) => () => TaskEither.right(experiment)

/** What came out; what went wrong fails the test. */
export const right = <T>(either: Either.Either<unknown, T>): T => {
  if (Either.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}

export const left = <E>(either: Either.Either<E, unknown>): E => {
  if (Either.isRight(either)) throw new Error('nothing was wrong')
  return either.left
}

/** A whole run in a folder of its own. */
export const ran = async (given: Order = order(), options: Partial<RunOptions> = {}) => {
  const folder = freshFolder()
  return { folder, outcome: right(await run(given, { folder, engine: { kind: 'eager' }, ...options })()) }
}

export const textOf = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8')

export const receiptOf = (folder: string): Receipt => right(readReceipt('receipt.json', textOf(folder, 'receipt.json')))

/** A receipt run again, with what lies in the folder. */
export const replayed = async (receipt: Receipt, folder: string, engine: EngineChoice = { kind: 'compiled', threads: 1 }, given: Order = order()) => {
  const prepared = right(await prepare(given)())
  const evidence = right(await evidenceBeside(join(folder, 'receipt.json'))())
  return right(await replay(receipt, prepared, evidence, engine)())
}
