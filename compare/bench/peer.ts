import type { TaskEither as TE } from '../../src/fp.ts'
import type { Task } from './task.ts'

/** One task in the hands of one peer, ready to be timed. */
export interface Bench {
  /** Goes back to the first weights; not timed. */
  readonly restart: () => void | Promise<void>
  /**
   * Takes so many steps, at least one. When it is done, so is all their work: it gives the loss of the last step, read out (of
   * products: one element of c), which no engine can put off.
   */
  readonly step: (count: number) => number | Promise<number>
  readonly dispose: () => void | Promise<void>
}

/** A peer that is here. */
export interface OpenPeer {
  readonly name: string
  /** what it is, in versions, for people */
  readonly version: string
  /** `undefined` for a task that it has no part in */
  readonly prepare: (task: Task) => Promise<Bench | undefined>
  readonly close: () => void | Promise<void>
}

/** A way to do the tasks, and how to find out whether it is here; the reason when it is not. */
export interface Peer {
  readonly name: string
  readonly open: TE.TaskEither<string, OpenPeer>
}
