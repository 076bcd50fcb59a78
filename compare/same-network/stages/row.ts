import type { layers, SymbolicTensor } from '@tensorflow/tfjs'
import type { Net, Stage, Trees } from '../../../src/net.ts'
import type { Key, Tensor } from '../../../src/tensor.ts'
import { someNet, type SomeNet } from '../../case.ts'
import type { Tf } from '../../tensorflow/index.ts'

export type Layer = layers.Layer

/** A layer of theirs that holds weights, and the names of ours in the order in which it holds them. */
export interface Holder {
  readonly layer: Layer
  readonly names: readonly string[]
  /** whether the gradient is not taken of them, as somebody does who leaves them out of `tf.variableGrads` */
  readonly frozen?: boolean
}

/** The parameters of a stage with some: a layer that holds them, or the parameters of a block's stages. */
export type Held = Holder | readonly Held[]

/** What a stage adds to a model of theirs. */
export interface Grown {
  readonly output: SymbolicTensor
  /** `undefined` for a stage without parameters */
  readonly held?: Held
  /** what a layer keeps from step to step, among its weights that are not trained; `undefined` for a stage without state */
  readonly state?: Held
}

/** What the stages of a block add. */
export interface Block {
  readonly output: SymbolicTensor
  readonly held: readonly Held[]
  readonly state: readonly Held[]
}

/** What a row is given beside its stage: how blocks are built, with this same table, and the randomness of this step. */
export interface Blocks {
  /** the key that the stage draws from in this step; what is drawn from it is data to them, as the batch is */
  readonly key: Key
  /** a block's stages after one another; they draw from the keys under `key`, the stage's own when left out */
  readonly build: (stages: readonly Stage[], x: SymbolicTensor, key?: Key) => Block
  readonly arithmetic: (stages: readonly Stage[]) => (prev: SomeNet) => SomeNet
}

/** A kind of stage, as a TensorFlow.js user would write it, and what arithmetic that is. */
export interface StageRow {
  readonly build: (tf: Tf, stage: Stage, x: SymbolicTensor, blocks: Blocks) => Grown
  readonly arithmetic: (stage: Stage, blocks: Pick<Blocks, 'arithmetic'>) => (prev: SomeNet) => SomeNet
}

/** A layer applied to a symbol gives one; their declarations allow for lists as well. */
export const apply = (layer: Layer, x: SymbolicTensor | SymbolicTensor[]): SymbolicTensor => layer.apply(x) as SymbolicTensor

/** A network whose types are not known. */
type AnyNet = Net<Trees, Trees, Tensor, Tensor>

/** Our own arithmetic, where theirs is the same. */
export const ours = (grow: (prev: AnyNet) => AnyNet) => () => (prev: SomeNet): SomeNet => someNet(grow(prev))
