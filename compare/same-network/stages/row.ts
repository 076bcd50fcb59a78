import type { layers, SymbolicTensor } from '@tensorflow/tfjs'
import type { Net, Stage, Trees } from '../../../src/net.ts'
import type { Tensor } from '../../../src/tensor.ts'
import { someNet, type SomeNet } from '../../case.ts'
import type { Tf } from '../../tensorflow/index.ts'

export type Layer = layers.Layer

/** A layer of theirs that holds weights, and the names of ours in the order in which it holds them. */
export interface Holder {
  readonly layer: Layer
  readonly names: readonly string[]
}

/** The parameters of a stage with some: a layer that holds them, or the parameters of a block's stages. */
export type Held = Holder | readonly Held[]

/** What a stage adds to a model of theirs. */
export interface Grown {
  readonly output: SymbolicTensor
  /** `undefined` for a stage without parameters */
  readonly held?: Held
}

/** How blocks are built: with this same table. */
export interface Blocks {
  readonly build: (stages: readonly Stage[], x: SymbolicTensor) => { readonly output: SymbolicTensor; readonly held: readonly Held[] }
  readonly arithmetic: (stages: readonly Stage[]) => (prev: SomeNet) => SomeNet
}

/** A kind of stage, as a TensorFlow.js user would write it, and what arithmetic that is. */
export interface StageRow {
  readonly build: (tf: Tf, stage: Stage, x: SymbolicTensor, blocks: Blocks) => Grown
  readonly arithmetic: (stage: Stage, blocks: Blocks) => (prev: SomeNet) => SomeNet
}

/** A layer applied to a symbol gives one; their declarations allow for lists as well. */
export const apply = (layer: Layer, x: SymbolicTensor | SymbolicTensor[]): SymbolicTensor => layer.apply(x) as SymbolicTensor

/** A network whose types are not known. */
type AnyNet = Net<Trees, Trees, Tensor, Tensor>

/** Our own arithmetic, where theirs is the same. */
export const ours = (grow: (prev: AnyNet) => AnyNet) => () => (prev: SomeNet): SomeNet => someNet(grow(prev))
