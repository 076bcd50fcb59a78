import { scan } from './kernels/scan.ts'
import type { Metrics } from './state.ts'

/** What a step has that can run many batches faster than one by one, such as a compiled one. */
export interface FoldsBatches<State, B> {
  readonly foldBatches: (state: State, batches: Iterable<B>) => readonly [State, readonly Metrics[]]
}

/** A step from one state to the next. */
type Step<State, B> = (state: State, batch: B) => readonly [State, Metrics]

const foldsBatches = <State, B>(step: Step<State, B>): step is Step<State, B> & FoldsBatches<State, B> => 'foldBatches' in step

/**
 * A step over many batches, which may be a lazy stream: the last state, and what each step reported. A compiled step takes
 * batches from the stream some at a time, and runs those without leaving the engine.
 *
 * Law: `fold(step)(s, [b1, b2])` is `step(step(s, b1)[0], b2)`, to the bit.
 */
export const fold =
  <State, B>(step: Step<State, B>) =>
  (state: State, batches: Iterable<B>): readonly [State, readonly Metrics[]] =>
    foldsBatches(step) ? step.foldBatches(state, batches) : scan(step, state, batches)
