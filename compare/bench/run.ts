import { Either as E } from '../../src/fp.ts'
import { inTurn } from '../in-turn.ts'
import { fieldOf } from './contestants.ts'
import type { Limit } from './limit.ts'
import { measure, type Plan } from './measure.ts'
import type { OpenPeer, Peer } from './peer.ts'
import type { PeerReport } from './report.ts'
import { type Row, rowOf } from './result.ts'
import type { Task } from './task.ts'

/** A peer that was asked whether it is here. */
export interface Asked {
  readonly report: PeerReport
  readonly open: readonly OpenPeer[]
}

/** Opens every peer, one after the other. */
export const askAll = (peers: readonly Peer[]): Promise<readonly Asked[]> => inTurn(peers, async ({ name, open }): Promise<Asked> => {
  const answer = await open()
  return E.isRight(answer)
    ? { report: { name, available: true, version: answer.right.version }, open: [answer.right] }
    : { report: { name, available: false, reason: answer.left }, open: [] }
})

/** Times everybody at one task. Products are timed beside the limit. */
export const runTask = async (
  task: Task, reference: OpenPeer, peers: readonly OpenPeer[], limit: Limit | undefined, plan: Plan,
): Promise<Row> => {
  const { contestants, failures } = await fieldOf(task, reference, peers)
  const beside = task.kind === 'products' && limit !== undefined ? [limit.contestant] : []
  const timed = await measure([...contestants, ...beside], plan)
  await inTurn(contestants, async ({ bench }) => bench.dispose())
  return rowOf(task, timed, failures, limit?.operations ?? NaN)
}
