import { equal } from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Either, TaskEither } from '../../src/index.ts'
import { type DataError, evidenceBeside, type Experiment, type Outcome, prepare, readReceipt, replay, run } from '../../src/node.ts'

/** What came out, or the end of the program with what was wrong. */
const right = async <T>(work: TaskEither.TaskEither<DataError, T>): Promise<T> => {
  const done = await work()
  return Either.isRight(done) ? done.right : Promise.reject(new Error(JSON.stringify(done.left)))
}

/** A network that was trained and whose receipt was confirmed. */
export interface Trained {
  readonly outcome: Outcome
  /** the last link of the receipt's chain: everything that the run was made of and came to */
  readonly chain: string
}

/**
 * Trains with seed 42 on the compiled engine with one thread, then has the receipt confirmed by running everything once more on two
 * threads. Rejects where it is not.
 */
export const trained = async (experiment: Experiment): Promise<Trained> => {
  const order = { experiment, source: { kind: 'shipped', name: experiment.name }, seed: 42 } as const
  const place = mkdtempSync(join(tmpdir(), 'pullback-spec-'))
  try {
    const outcome = await right(run(order, { folder: join(place, 'run'), engine: { kind: 'compiled', threads: 1 } }))
    const file = outcome.folder.receipt
    const receipt = await right(TaskEither.fromEither(readReceipt(file, readFileSync(file, 'utf8'))))
    const confirmed = await right(replay(receipt, await right(prepare(order)), await right(evidenceBeside(file)), { kind: 'compiled', threads: 2 }))
    equal(confirmed.kind, 'confirmed')
    return { outcome, chain: receipt.links.at(-1)?.chain ?? '' }
  } finally {
    rmSync(place, { recursive: true })
  }
}
