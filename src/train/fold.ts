import { scan } from './kernels/scan.ts'
import type { Metrics } from './state.ts'

/**
 * A step over many batches, which may be a lazy stream: the last state, and what each step reported.
 *
 * Law: `fold(step)(s, [b1, b2])` is `step(step(s, b1)[0], b2)`, to the bit.
 */
export const fold =
  <State, B>(step: (state: State, batch: B) => readonly [State, Metrics]) =>
  (state: State, batches: Iterable<B>): readonly [State, readonly Metrics[]] =>
    scan(step, state, batches)
