import type { Tensor as Inner } from '@tensorflow/tfjs'
import { f32 } from '../../../src/engines/eager/index.ts'
import { alphaDropout } from '../../../src/layers/regularization/alpha-dropout.ts'
import { dropout } from '../../../src/layers/regularization/dropout.ts'
import { gaussianDropout } from '../../../src/layers/regularization/gaussian-dropout.ts'
import { gaussianNoise } from '../../../src/layers/regularization/gaussian-noise.ts'
import { spatialDropout } from '../../../src/layers/regularization/spatial-dropout.ts'
import { stochasticDepth } from '../../../src/layers/regularization/stochastic-depth.ts'
import type { Stage } from '../../../src/net.ts'
import { normal } from '../../../src/random/normal.ts'
import { toFlat } from '../../../src/tensor/read.ts'
import type { Key, Shape } from '../../../src/tensor.ts'
import { someNet } from '../../case.ts'
import type { Tf } from '../../tensorflow/index.ts'
import { toTensorFlow } from '../../tensorflow-ops/index.ts'
import { writtenLayer } from '../written-layer.ts'
import { apply, ours, type StageRow } from './row.ts'

// Their layers draw from a generator of their own, so what is drawn is handed over as data: which elements are kept, and normal numbers.

const rateOf = (stage: Stage): number => Number(stage.settings['rate'])

/** 1 where a random word, as a number in [0, 1), is below the probability of being kept, else 0; of the shape that it is given. */
const kept = (tf: Tf, key: Key, shape: Shape, keep: number): Inner =>
  tf.tensor(toFlat(f32.randomBits(key, shape)).map((word) => Math.floor(word / 512) / 2 ** 23 < keep ? 1 : 0), [...shape], 'float32')

/** A function of x and of what is drawn, which is made when the layer runs. */
const drawing = (call: (tf: Tf, stage: Stage, key: Key) => (x: Inner) => Inner): StageRow['build'] => (tf, stage, x, { key }) =>
  ({ output: apply(writtenLayer(tf, { call: ([given]) => given === undefined ? tf.scalar(NaN) : call(tf, stage, key)(given) }), x) })

const normals = (tf: Tf, key: Key, { out }: Stage): Inner => toTensorFlow(tf, normal<Shape>(f32, key, out))

/** One number for the whole of what it stands for: the positions of a channel, or a row. */
const alongAxes = (shape: Shape, axes: readonly number[]): Shape => shape.map((size, axis) => axes.includes(axis) ? size : 1)

export const regularization: Readonly<Record<string, StageRow>> = {
  dropout: {
    build: drawing((tf, stage, key) => (x) =>
      tf.div(tf.mul(x, tf.reshape(kept(tf, key, stage.out, 1 - rateOf(stage)), x.shape)), 1 - rateOf(stage))),
    arithmetic: (stage) => ours(dropout(rateOf(stage)))(),
  },
  spatialDropout: {
    build: drawing((tf, stage, key) => (x) => {
      const { out } = stage
      const mask = kept(tf, key, [out[0] ?? 1, out.at(-1) ?? 1], 1 - rateOf(stage))
      return tf.div(tf.mul(x, tf.reshape(mask, [...alongAxes(out, [0, out.length - 1])])), 1 - rateOf(stage))
    }),
    arithmetic: (stage) => ours((prev) => someNet(spatialDropout(rateOf(stage))(prev as never)))(),
  },
  gaussianNoise: {
    build: drawing((tf, stage, key) => (x) =>
      tf.add(x, tf.mul(tf.reshape(normals(tf, key, stage), x.shape), Number(stage.settings['standardDeviation'])))),
    arithmetic: (stage) => ours(gaussianNoise(Number(stage.settings['standardDeviation'])))(),
  },
  gaussianDropout: {
    build: drawing((tf, stage, key) => (x) => {
      const deviation = Math.sqrt(rateOf(stage) / (1 - rateOf(stage)))
      return tf.mul(x, tf.add(tf.mul(tf.reshape(normals(tf, key, stage), x.shape), deviation), 1))
    }),
    arithmetic: (stage) => ours(gaussianDropout(rateOf(stage)))(),
  },
  // tf.layers.alphaDropout, line by line.
  alphaDropout: {
    build: drawing((tf, stage, key) => (x) => {
      const [rate, alpha] = [rateOf(stage), -1.6732632423543772848170429916717 * 1.0507009873554804934193349852946]
      const keeps = tf.reshape(kept(tf, key, stage.out, 1 - rate), x.shape)
      const a = ((1 - rate) * (1 + rate * alpha ** 2)) ** -0.5
      const filled = tf.add(tf.mul(x, keeps), tf.mul(tf.add(keeps, -1), -alpha))
      return tf.add(tf.mul(filled, a), -a * alpha * rate)
    }),
    arithmetic: (stage) => ours(alphaDropout(rateOf(stage)))(),
  },
  stochasticDepth: {
    build: (tf, stage, x, blocks) => {
      const [inner, keep] = [stage.inner ?? [], 1 - rateOf(stage)]
      const { output, held, state } = blocks.build(inner, x)
      // A single row of one axis is a batch of as many rows to us, and one row to them.
      const layer = writtenLayer(tf, { call: ([given, block]) => {
        if (given === undefined || block === undefined) return tf.scalar(NaN)
        const mask = kept(tf, f32.foldIn(blocks.key, inner.length), stage.out.slice(0, 1), keep)
        const shaped = tf.reshape(tf.mul(tf.reshape(block, [...stage.out]), tf.reshape(mask, [...alongAxes(stage.out, [0])])), given.shape)
        return tf.add(given, tf.div(shaped, keep))
      } })
      return { output: apply(layer, [x, output]), held, state }
    },
    arithmetic: (stage, blocks) => (prev) =>
      someNet(stochasticDepth(rateOf(stage))((inner) => blocks.arithmetic(stage.inner ?? [])(someNet(inner)))(prev)),
  },
}
