import { relu } from '../../../src/layers/activations/relu.ts'
import { sigmoid } from '../../../src/layers/activations/sigmoid.ts'
import { tanh } from '../../../src/layers/activations/tanh.ts'
import { softmax } from '../restated-layers.ts'
import { apply, ours, type StageRow } from './row.ts'

const activation = (name: 'relu' | 'sigmoid' | 'tanh' | 'softmax'): StageRow['build'] => (tf, _stage, x) =>
  ({ output: apply(tf.layers.activation({ activation: name }), x) })

export const activations: Readonly<Record<string, StageRow>> = {
  relu: { build: activation('relu'), arithmetic: ours(relu) },
  sigmoid: { build: activation('sigmoid'), arithmetic: ours(sigmoid) },
  tanh: { build: activation('tanh'), arithmetic: ours(tanh) },
  softmax: { build: activation('softmax'), arithmetic: () => softmax },
}
