import { requireThat } from '../misuse.ts'
import { lazily } from './kernels/lazily.ts'

/**
 * Batches without end, in an order that is a pure function of where they came from: batch `index` is the same whenever it is
 * asked for, so a run that stopped goes on with the batch that it would have taken.
 *
 * Law: `[...from(m)]` begins with `at(m)`, `at(m + 1)`, …
 */
export interface BatchStream<B> extends Iterable<B> {
  /** batch number `index`, counted from the beginning of the first epoch */
  readonly at: (index: number) => B
  /** the batches from number `index` on, each made when it is asked for; `count` of them, or without end */
  readonly from: (index: number, count?: number) => Iterable<B>
  /**
   * how many batches see every example once (that is seen at all). A fraction where rows run on into the next epoch: then
   * epoch e ends within batch number `⌊(e + 1) perEpoch⌋`.
   */
  readonly perEpoch: number
}

const requireIndex = (operation: string, index: number): void => {
  requireThat(Number.isSafeInteger(index) && index >= 0, operation, () => `${index} is not a whole number from 0 upward`)
}

/** A stream of what `at` gives; `at` must be a pure function. Gone through, it has no end: take `from(0, count)`. */
export const batchStream = <B>(at: (index: number) => B, perEpoch: number): BatchStream<B> => {
  const checked = (index: number): B => {
    requireIndex('batch', index)
    return at(index)
  }
  const from = (index: number, count = Infinity): Iterable<B> => {
    requireIndex('batches from', index)
    if (count !== Infinity) requireIndex('count of batches', count)
    return lazily(checked, index, count)
  }
  return { at: checked, from, perEpoch, [Symbol.iterator]: () => from(0)[Symbol.iterator]() }
}

/** `f` of every batch and its number; each is made when it is asked for. `f` must be a pure function. */
export const mapBatches = <B, C>(f: (batch: B, index: number) => C) => ({ at, perEpoch }: BatchStream<B>): BatchStream<C> =>
  batchStream((index) => f(at(index), index), perEpoch)
