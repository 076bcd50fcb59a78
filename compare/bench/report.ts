import type { CompileCost } from './compile-cost.ts'
import type { Machine } from './machine.ts'
import type { Plan } from './measure.ts'
import type { Row } from './result.ts'
import type { Judgement } from './targets.ts'

/** Who was asked: what it is, or why it is not there. */
export type PeerReport =
  | { readonly name: string; readonly available: true; readonly version: string }
  | { readonly name: string; readonly available: false; readonly reason: string }

/** A run of the benchmark as data. */
export interface BenchReport {
  readonly format: 'pullback-bench'
  readonly formatVersion: 1
  /** when it was run, ISO 8601 */
  readonly when: string
  readonly plan: Plan
  readonly machine: Machine
  readonly peers: readonly PeerReport[]
  readonly rows: readonly Row[]
  readonly compile?: CompileCost
  readonly targets: readonly Judgement[]
}
