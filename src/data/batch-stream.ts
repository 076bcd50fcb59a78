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
  /** how many batches see every example once (that is seen at all), where that is a whole number */
  readonly perEpoch: number
}
