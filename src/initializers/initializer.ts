import type { Ops } from '../ops.ts'
import type { Float, Key, Shape } from '../tensor.ts'

/** First weights from a key: the same key gives the same numbers on every engine. */
export type Initializer = <const S extends Shape>(ops: Ops, key: Key, shape: S) => Float<S>
