import type { Tensor as Inner } from '@tensorflow/tfjs'
import { hardTanh } from '../../../src/layers/activations/hard-tanh.ts'
import { leakyRelu } from '../../../src/layers/activations/leaky-relu.ts'
import { logSigmoid } from '../../../src/layers/activations/log-sigmoid.ts'
import { logSoftmax } from '../../../src/layers/activations/log-softmax.ts'
import { prelu } from '../../../src/layers/activations/prelu.ts'
import { relu } from '../../../src/layers/activations/relu.ts'
import { relu6 } from '../../../src/layers/activations/relu6.ts'
import { sigmoid } from '../../../src/layers/activations/sigmoid.ts'
import { softplus } from '../../../src/layers/activations/softplus.ts'
import { tanh } from '../../../src/layers/activations/tanh.ts'
import type { Stage } from '../../../src/net.ts'
import { someNet } from '../../case.ts'
import type { Tf } from '../../tensorflow/index.ts'
import * as restated from '../restated-activations.ts'
import { softmax } from '../restated-layers.ts'
import { apply, type Layer, ours, type StageRow } from './row.ts'

const setting = (stage: Stage, name: string): number => Number(stage.settings[name])

/** A layer of theirs without weights. */
const layer = (make: (tf: Tf, stage: Stage) => Layer): StageRow['build'] => (tf, stage, x) => ({ output: apply(make(tf, stage), x) })

/** What `tf.layers.activation` has under a name. */
const activation = (name: Parameters<Tf['layers']['activation']>[0]['activation']): StageRow['build'] =>
  layer((tf) => tf.layers.activation({ activation: name }))

/** What core has and tf.layers lacks, as a user makes a layer of it. */
const written = (f: (tf: Tf, x: Inner, stage: Stage) => Inner): StageRow['build'] => layer((tf, stage) =>
  new (class Written extends tf.layers.Layer {
    static readonly className = 'Written'

    override call(inputs: Inner | Inner[]): Inner {
      return tf.tidy(() => f(tf, Array.isArray(inputs) ? inputs[0] ?? tf.scalar(NaN) : inputs, stage))
    }

    override computeOutputShape(shape: number[]): number[] {
      return shape
    }
  })({}))

/** A function of the last axis along another one: that axis is made the last, and put back. */
const along = (f: (tf: Tf, x: Inner) => Inner): StageRow['build'] => written((tf, x, stage) => {
  const [axis, last] = [setting(stage, 'axis') + (x.rank - stage.out.length), x.rank - 1]
  const order = Array.from({ length: x.rank }, (_, i) => i === axis ? last : i === last ? axis : i)
  return tf.transpose(f(tf, tf.transpose(x, order)), order)
})

/** The axes that one slope serves: all but the batch and the last. */
const shared = (rank: number): number[] => Array.from({ length: Math.max(0, rank - 2) }, (_, i) => i + 1)

export const activations: Readonly<Record<string, StageRow>> = {
  relu: { build: activation('relu'), arithmetic: ours(relu) },
  relu6: { build: activation('relu6'), arithmetic: ours(relu6) },
  leakyRelu: {
    build: layer((tf, stage) => tf.layers.leakyReLU({ alpha: setting(stage, 'slope') })),
    arithmetic: (stage) => ours((prev) => someNet(leakyRelu({ slope: setting(stage, 'slope') })(prev)))(),
  },
  prelu: {
    build: (tf, _stage, x) => {
      const made = tf.layers.prelu({ sharedAxes: shared(x.shape.length), alphaInitializer: 'zeros' })
      return { output: apply(made, x), held: { layer: made, names: ['slope'] } }
    },
    arithmetic: (stage) => ours((prev) => someNet(prelu({ init: setting(stage, 'init') })(prev)))(),
  },
  // Theirs has no other α than 1.
  elu: {
    build: (tf, stage, x, blocks) => (setting(stage, 'alpha') === 1 ? activation('elu') : written((_tf, v) =>
      tf.where(tf.greaterEqual(v, 0), v, tf.mul(tf.sub(tf.exp(v), 1), setting(stage, 'alpha')))))(tf, stage, x, blocks),
    arithmetic: (stage) => restated.elu(setting(stage, 'alpha')),
  },
  selu: { build: activation('selu'), arithmetic: () => restated.selu },
  gelu: { build: activation('gelu'), arithmetic: () => restated.gelu },
  geluTanh: { build: activation('gelu_new'), arithmetic: () => restated.geluTanh },
  silu: { build: activation('swish'), arithmetic: () => restated.swish(1) },
  swish: {
    build: written((tf, x, stage) => tf.mul(tf.sigmoid(tf.mul(x, setting(stage, 'beta'))), x)),
    arithmetic: (stage) => restated.swish(setting(stage, 'beta')),
  },
  mish: { build: activation('mish'), arithmetic: () => restated.mish },
  softplus: { build: activation('softplus'), arithmetic: ours(softplus) },
  softsign: { build: activation('softsign'), arithmetic: () => restated.softsign },
  hardSigmoid: { build: written((tf, x) => tf.div(tf.relu6(tf.add(x, 3)), 6)), arithmetic: () => restated.hardSigmoid },
  tfjsHardSigmoid: { build: activation('hardSigmoid'), arithmetic: () => restated.tfjsHardSigmoid },
  hardSwish: { build: written((tf, x) => tf.div(tf.mul(x, tf.relu6(tf.add(x, 3))), 6)), arithmetic: () => restated.hardSwish },
  hardTanh: { build: written((tf, x) => tf.clipByValue(x, -1, 1)), arithmetic: ours(hardTanh) },
  tanh: { build: activation('tanh'), arithmetic: ours(tanh) },
  sigmoid: { build: activation('sigmoid'), arithmetic: ours(sigmoid) },
  // The gradient of tf.logSigmoid needs its operand and does not keep it, so it is written out.
  logSigmoid: { build: written((tf, x) => tf.neg(tf.softplus(tf.neg(x)))), arithmetic: ours(logSigmoid) },
  softmax: { build: activation('softmax'), arithmetic: () => softmax },
  logSoftmax: { build: written((tf, x) => tf.logSoftmax(x)), arithmetic: ours(logSoftmax) },
  softmaxAlong: { build: along((tf, x) => tf.softmax(x)), arithmetic: (stage) => restated.softmax(setting(stage, 'axis')) },
  logSoftmaxAlong: {
    build: along((tf, x) => tf.logSoftmax(x)),
    arithmetic: (stage) => restated.logSoftmax(setting(stage, 'axis')),
  },
}
