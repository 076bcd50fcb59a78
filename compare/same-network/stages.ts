import type { layers, SymbolicTensor } from '@tensorflow/tfjs'
import { linear } from '../../src/layers/linear.ts'
import { relu } from '../../src/layers/relu.ts'
import { residual } from '../../src/layers/residual.ts'
import { sigmoid } from '../../src/layers/sigmoid.ts'
import { tanh } from '../../src/layers/tanh.ts'
import type { Net, Stage, Trees } from '../../src/net.ts'
import type { Tensor } from '../../src/tensor.ts'
import { someNet, type SomeNet } from '../case.ts'
import type { Tf } from '../tensorflow/index.ts'
import { dense, softmax } from './restated-layers.ts'

type Layer = layers.Layer

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

// A layer applied to a symbol gives one; their declarations allow for lists as well.
const apply = (layer: Layer, x: SymbolicTensor | SymbolicTensor[]): SymbolicTensor => layer.apply(x) as SymbolicTensor

const unitsOf = (stage: Stage): number => Number(stage.settings['units'])

// Their first weights are drawn at random, so they are made zeros; ours are copied in.
const product = (useBias: boolean, names: readonly string[]): StageRow['build'] => (tf, stage, x) => {
  const layer = tf.layers.dense({ units: unitsOf(stage), useBias, kernelInitializer: 'zeros', biasInitializer: 'zeros' })
  return { output: apply(layer, x), held: { layer, names } }
}

const activation = (name: 'relu' | 'sigmoid' | 'tanh' | 'softmax'): StageRow['build'] => (tf, _stage, x) =>
  ({ output: apply(tf.layers.activation({ activation: name }), x) })

type AnyNet = Net<Trees, Trees, Tensor, Tensor>

const ours = (grow: (prev: AnyNet) => AnyNet) => () => (prev: SomeNet): SomeNet => someNet(grow(prev))

/** Every kind of stage that can be built apart. Adding a kind is adding a row. */
export const stageRows: Readonly<Record<string, StageRow>> = {
  dense: { build: product(true, ['w', 'b']), arithmetic: (stage) => dense(unitsOf(stage)) },
  linear: { build: product(false, ['w']), arithmetic: (stage) => ours((prev) => someNet(linear(unitsOf(stage) as 1)(prev)))() },
  relu: { build: activation('relu'), arithmetic: ours(relu) },
  sigmoid: { build: activation('sigmoid'), arithmetic: ours(sigmoid) },
  tanh: { build: activation('tanh'), arithmetic: ours(tanh) },
  softmax: { build: activation('softmax'), arithmetic: () => softmax },
  residual: {
    build: (tf, stage, x, blocks) => {
      const { output, held } = blocks.build(stage.inner ?? [], x)
      return { output: apply(tf.layers.add(), [x, output]), held }
    },
    arithmetic: (stage, blocks) => (prev) =>
      someNet(residual((inner) => blocks.arithmetic(stage.inner ?? [])(someNet(inner)))(prev)),
  },
}
