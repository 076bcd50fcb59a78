import { Either, pipe } from '../fp.ts'
import type { Stage } from '../net.ts'
import type { Tensor, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import type { Json } from './json-lines.ts'

/** A layer of a Keras model as `model.json` has it. */
export type KerasLayer = {
  readonly class_name: string
  readonly name: string
  readonly config: { readonly [setting: string]: Json }
  readonly inbound_nodes: readonly Json[]
}

/** A weight with the name under which the model finds it. */
export interface KerasWeight {
  readonly name: string
  readonly tensor: Tensor
}

/** Part of a model: its layers in order, their weights, and the layer whose output goes on. */
export interface KerasPart {
  readonly layers: readonly KerasLayer[]
  readonly weights: readonly KerasWeight[]
  readonly output: string
}

/** A stage without a row, by its place, such as `2.conv`. */
export interface NoRow {
  readonly place: string
  readonly kind: string
}

/** Where a stage stands in the model. */
export interface Position {
  readonly name: string
  /** the layer whose output it takes */
  readonly input: string
  /** the parameters of the stage; an empty list where it holds none */
  readonly params: Tree
  /** the stages of a block in it, from its input on */
  readonly block: (stages: readonly Stage[]) => Either.Either<NoRow, KerasPart>
}

/** A kind of stage as layers of Keras. */
export interface LayersModelRow {
  /** whether the network's list of parameters has an entry for the stage */
  readonly holds: boolean
  readonly build: (stage: Stage, at: Position) => Either.Either<NoRow, KerasPart>
}

/** One layer on these inputs. */
const layer = (kind: string, name: string, config: KerasLayer['config'], ...inputs: readonly string[]): KerasLayer => ({
  class_name: kind, name, config: { name, trainable: true, dtype: 'float32', ...config },
  inbound_nodes: [inputs.map((input) => [input, 0, 0, {}])],
})

const activation = (name: string): LayersModelRow => ({
  holds: false,
  build: (_stage, at) => Either.right({ layers: [layer('Activation', at.name, { activation: name }, at.input)], weights: [], output: at.name }),
})

// A loaded model takes its weights from the file, so the layer is told to draw none.
const zeros = { class_name: 'Zeros', config: {} }

/** `Dense`, with the names of its weights there and here. */
const product = (weights: Readonly<Record<string, string>>): LayersModelRow => ({
  holds: true,
  build: ({ settings }, { name, input, params }) => Either.right({
    layers: [layer('Dense', name, {
      units: Number(settings['units']), activation: 'linear', use_bias: 'bias' in weights, kernel_initializer: zeros, bias_initializer: zeros,
    }, input)],
    weights: Object.entries(weights).map(([theirs, ours]) => ({ name: `${name}/${theirs}`, tensor: tree.leafAt(params, ours) })),
    output: name,
  }),
})

/** Every kind of stage that can be exported. Adding a kind is adding a row. */
export const layersModelRows: Readonly<Record<string, LayersModelRow>> = {
  dense: product({ kernel: 'w', bias: 'b' }),
  linear: product({ kernel: 'w' }),
  relu: activation('relu'),
  sigmoid: activation('sigmoid'),
  tanh: activation('tanh'),
  softmax: activation('softmax'),
  residual: {
    holds: true,
    build: ({ inner }, { name, input, block }) => pipe(
      block(inner ?? []),
      Either.map(({ layers, weights, output }) => ({ layers: [...layers, layer('Add', name, {}, input, output)], weights, output: name }))),
  },
}
