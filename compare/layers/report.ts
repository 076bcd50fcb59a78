import type { Shape } from '../../src/tensor.ts'
import type { Fault } from '../faults.ts'
import type { Verdict } from '../report/report.ts'

/** What proves a layer here. `compiled`: the same step in WebAssembly, on 1, 2 and 3 threads, against the eager bits. */
export type Proof = 'finite differences' | 'same forward' | 'same network' | 'compiled'

export const proofs: readonly Proof[] = ['finite differences', 'same forward', 'same network', 'compiled']

/** What one proof of one use of a layer comes to. `cannot speak`: for the reason that the layer's row gives. */
export interface ProofOutcome {
  readonly verdict: Verdict | 'cannot speak'
  /** the largest difference as a share of its bound: above 1 is too much */
  readonly ratio: number
  /** how many numbers were compared, each within a bound */
  readonly compared: number
  /** where it differs, or why it says nothing */
  readonly reason?: string
}

/** One use of a layer in a training step, by every proof. */
export interface VariantComparison {
  readonly about: string
  readonly input: Shape
  readonly out: Shape
  readonly proofs: Readonly<Record<Proof, ProofOutcome>>
}

/** A layer with all its uses. */
export interface LayerComparison {
  readonly name: string
  readonly family: string
  readonly variants: readonly VariantComparison[]
  /** what TensorFlow.js is known to get wrong here, which "same network" goes around */
  readonly faults: readonly Fault[]
  /** everything that keeps it from being proven, in words */
  readonly complaints: readonly string[]
}

/** What TensorFlow.js was, or why it was not there. */
export interface LayersWitness {
  readonly name: string
  readonly available: boolean
  /** of one that is available */
  readonly version?: string
  /** of one that is not */
  readonly reason?: string
  /** tensors that were left behind in its memory; always 0 unless there is a fault in this library */
  readonly leaked: number
}

/** Every layer by every proof. `agreed` is never said where TensorFlow.js was not there. */
export interface LayersReport {
  readonly witness: LayersWitness
  readonly layers: readonly LayerComparison[]
  readonly agreed: boolean
}
