import { inTurn } from '../in-turn.ts'
import { disagreement, probe } from './agreement.ts'
import type { Contestant } from './measure.ts'
import type { OpenPeer } from './peer.ts'
import type { Task } from './task.ts'

/** A peer that cannot be timed at a task, and why. */
export interface Failure {
  readonly name: string
  readonly reason: string
}

/** Who takes part in a task, and who does not. A peer that has nothing to do with the task is in neither list. */
export interface Field {
  readonly contestants: readonly Contestant[]
  readonly failures: readonly Failure[]
}

const reasonOf = (error: unknown): string => error instanceof Error ? error.message : String(error)

/**
 * Readies every peer for a task. Nobody is timed who does not come to the same losses as the reference, so that nobody wins by
 * computing less.
 */
export const fieldOf = async (task: Task, reference: OpenPeer, peers: readonly OpenPeer[]): Promise<Field> => {
  const own = await reference.prepare(task)
  if (own === undefined) throw new Error(`${reference.name} does not do ${task.name}`)
  const right = await probe(own)
  await own.dispose()
  const entries = await inTurn(peers, async (peer): Promise<Contestant | Failure | undefined> => {
    try {
      const bench = await peer.prepare(task)
      if (bench === undefined) return undefined
      const reason = disagreement(task, await probe(bench), right)
      if (reason === undefined) return { name: peer.name, bench }
      await bench.dispose()
      return { name: peer.name, reason }
    } catch (error) {
      return { name: peer.name, reason: reasonOf(error) }
    }
  })
  const there = entries.filter((entry) => entry !== undefined)
  return {
    contestants: there.filter((entry) => 'bench' in entry),
    failures: there.filter((entry) => 'reason' in entry),
  }
}
