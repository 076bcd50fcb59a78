import { f32 } from '../engines/eager/index.ts'
import type { Ops } from '../ops.ts'
import { foldIn } from '../random/key.ts'
import type { Float, Key, Shape, Some } from '../tensor.ts'
import { type BatchStream, mapBatches } from './batch-stream.ts'

/** A random change of inputs: a pure function of its key, so that the same key gives the same bits. */
export type Augmentation = <S extends Shape>(ops: Ops, key: Key, x: Float<S>) => Float<S>

/**
 * A stream with `f` of every batch, which is given a key of its own, `foldIn(key, index)`: batch `index` is changed the same way
 * whenever it is asked for, and otherwise in every epoch. Take another key than that of the order.
 */
export const augment = <B>(key: Key, f: (key: Key, batch: B) => B): ((stream: BatchStream<B>) => BatchStream<B>) =>
  mapBatches((batch, index) => f(foldIn(key, index), batch))

/** An augmentation of the inputs of a batch; the labels stay. The engine is f32 when left out. */
export const onInputs = (augmentation: Augmentation, ops: Ops = f32) =>
  <B extends { readonly x: Float<Some> }>(key: Key, batch: B): B => ({ ...batch, x: augmentation(ops, key, batch.x) })

/** Several augmentations after one another; number i draws from `foldIn(key, i)`. */
export const inTurn = (...augmentations: readonly Augmentation[]): Augmentation => (ops, key, x) =>
  augmentations.reduce((changed, augmentation, i) => augmentation(ops, ops.foldIn(key, i), changed), x)
