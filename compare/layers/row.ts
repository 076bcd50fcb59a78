import type { Net } from '../../src/net.ts'
import type { Shape, Some } from '../../src/tensor.ts'
import type { Fault } from '../faults.ts'

/** A network whose types are not known: what a table can hold. */
export type AnyNet = Net<Some, Some, Some, Some>

/** One use of a layer, small enough for finite differences of every number. The first axis of its input is the batch. */
export interface Variant {
  /** what is special about it, such as `stride 2`; empty for the plain one */
  readonly about: string
  readonly input: Shape
  /** where the input is whole numbers: how many there are, counted from 0 */
  readonly ids?: number
  readonly after: (prev: AnyNet) => AnyNet
}

/** What the compiler says of a layer, as text: expressions that use the names which `pullback` exports. */
export interface LayerTypes {
  /** a network, and the shape of its output as the compiler infers it, such as `readonly [2, 3]` */
  readonly infers: readonly [network: string, out: string]
  /** a network that must not compile, and words that the message ends with */
  readonly refuses: readonly [network: string, ending: string]
}

/** A layer as the table has it. Adding a layer is adding a row, and the row brings its tests and its line in the README. */
export interface LayerRow {
  /** the stage's kind, which is also the builder's public name and the name of its file */
  readonly name: string
  /** the folder of `src/layers` that it is in, which is its heading in the README */
  readonly family: string
  readonly variants: readonly [Variant, ...Variant[]]
  /**
   * `any network` where the first variant takes every input of real numbers with 1 to 3 axes and changes at most the last axis, so
   * that it is tried in random networks; else its variants' inputs alone are tried
   */
  readonly joins: 'any network' | 'its own inputs'
  /** `kinked` where the slope jumps somewhere; gradients are then not checked across a jump */
  readonly slope: 'smooth' | 'kinked'
  /** whether whole numbers stay whole numbers, so that f32 and f64 must give the same */
  readonly whole: boolean
  /** whether a row of the batch has nothing to do with the others while training: all but what is normalised over the batch */
  readonly rows: 'alone' | 'together'
  readonly types: LayerTypes
  /** what TensorFlow.js gets wrong where its user writes this layer; "same network" goes around it, and the table says how */
  readonly faults?: readonly Fault[]
  /** why a witness cannot speak, and what proves the layer instead; said aloud wherever the table is shown */
  readonly without?: { readonly 'same network'?: string; readonly 'same forward'?: string; readonly 'finite differences'?: string }
}
