import { misuse, requireThat } from '../misuse.ts'
import { foldIn } from '../random/key.ts'
import { permutation } from '../random/permutation.ts'
import type { DType, FixedSize, Key, Shape, Tensor } from '../tensor.ts'
import type { Batch } from '../train/state.ts'
import { type BatchStream, batchStream } from './batch-stream.ts'
import { countOf, type Dataset } from './dataset.ts'
import { remembering } from './kernels/remember.ts'
import { rowsAt } from './rows.ts'

/**
 * What happens to the rows at the end of an epoch that fill no batch.
 *
 * `drop`: they are left out of that epoch; the next one, in its own order, leaves out others. Every batch is of one epoch.
 * `carry`: the batch goes on with the first rows of the next epoch, so that each example is seen equally often.
 * `refuse`: a misuse, unless the batch size divides the number of examples.
 */
export type Remainder = 'drop' | 'carry' | 'refuse'

export interface BatchSettings<N extends number> {
  /** rows of one batch */
  readonly size: N & FixedSize<N>
  /** what the order of the examples is drawn from; `in order` leaves them as they are, in every epoch */
  readonly key: Key | 'in order'
  readonly remainder: Remainder
}

/** One batch of `N` examples of a dataset. */
export type BatchOf<N extends number, X extends Shape, T extends Shape, DX extends DType, DT extends DType> =
  Batch<Tensor<readonly [N, ...X], DX>, Tensor<readonly [N, ...T], DT>>

/** The number of the batch's example `row`, from the orders of the epochs. */
type Pick = (orderOf: (epoch: number) => (place: number) => number, index: number, row: number) => number

/** The examples of an epoch fill `perEpoch` whole batches. */
const wholeBatches = (size: number, perEpoch: number): Pick => (orderOf, index, row) =>
  orderOf(Math.floor(index / perEpoch))((index % perEpoch) * size + row)

/** The examples of all epochs one after another, cut into batches. */
const runningOn = (size: number, count: number): Pick => (orderOf, index, row) => {
  const place = index * size + row
  return orderOf(Math.floor(place / count))(place % count)
}

const remainders: Readonly<Record<Remainder, (size: number, count: number) => readonly [perEpoch: number, pick: Pick]>> = {
  drop: (size, count) => {
    requireThat(size <= count, 'batches', () => `a batch of ${size} from ${count} examples would drop all of them; let the remainder carry on`)
    const perEpoch = Math.floor(count / size)
    return [perEpoch, wholeBatches(size, perEpoch)]
  },
  carry: (size, count) => [count / size, runningOn(size, count)],
  refuse: (size, count) => count % size === 0
    ? [count / size, wholeBatches(size, count / size)]
    : misuse('batches', `${count} examples leave a remainder of ${count % size} after batches of ${size}`),
}

/**
 * A dataset as an endless stream of batches of a fixed size. Epoch e takes the examples in the order `permutation(foldIn(key, e), n)`.
 * Batch `index` is a pure function of the dataset, the settings and the index, to the bit, whichever batches were taken before.
 *
 * Reading in order costs what copying the rows costs, and one permutation an epoch: the orders of the last two epochs are
 * kept. Jumping about between epochs draws a permutation each time.
 *
 * Throws `Misuse` for a size that is not a whole number above 0, and what `remainder` refuses.
 */
export const batches = <N extends number, X extends Shape, T extends Shape, DX extends DType, DT extends DType>(
  of: Dataset<X, T, DX, DT>, { size, key, remainder }: BatchSettings<N>,
): BatchStream<BatchOf<N, X, T, DX, DT>> => {
  const rows: N = size
  requireThat(Number.isSafeInteger(rows) && rows > 0, 'batches', () => `size ${rows} is not a whole number above 0`)
  requireThat(Object.hasOwn(remainders, remainder), 'batches', () => `remainder "${remainder}" is not drop, carry or refuse`)
  const count = countOf(of)
  const [perEpoch, pick] = remainders[remainder](rows, count)
  const orderOf = remembering(2, key === 'in order' ? () => (place: number) => place : shuffledOrder(key, count))
  return batchStream((index) => {
    const numbers = Array.from({ length: rows }, (_, row) => pick(orderOf, index, row))
    return { x: rowsAt<N, X, DX>('batches', of.x, rows, numbers), labels: rowsAt<N, T, DT>('batches', of.labels, rows, numbers) }
  }, perEpoch)
}

const shuffledOrder = (key: Key, count: number) => (epoch: number): ((place: number) => number) => {
  const order = permutation(foldIn(key, epoch), count)
  return (place) => order[place] ?? NaN
}
