import type { Tensor as Inner } from '@tensorflow/tfjs'
import { cropping2d } from '../../../src/layers/arrangement/cropping-2d.ts'
import { flatten } from '../../../src/layers/arrangement/flatten.ts'
import { lastStep } from '../../../src/layers/arrangement/last-step.ts'
import { permute } from '../../../src/layers/arrangement/permute.ts'
import { reshapeTo } from '../../../src/layers/arrangement/reshape-to.ts'
import { upsample2d } from '../../../src/layers/arrangement/upsample-2d.ts'
import { zeroPad2d } from '../../../src/layers/arrangement/zero-pad-2d.ts'
import type { Stage } from '../../../src/net.ts'
import { someNet, type SomeNet } from '../../case.ts'
import type { Tf } from '../../tensorflow/index.ts'
import { writtenLayer } from '../written-layer.ts'
import { apply, type Layer, type StageRow } from './row.ts'

const number = (stage: Stage, name: string): number => Number(stage.settings[name])

/** The numbers in a setting such as `[0, 2, 1]`. */
const numbers = (stage: Stage, name: string): readonly number[] => String(stage.settings[name]).match(/\d+/g)?.map(Number) ?? []

const edgesOf = (stage: Stage): [[number, number], [number, number]] =>
  [[number(stage, 'top'), number(stage, 'bottom')], [number(stage, 'left'), number(stage, 'right')]]

/** A layer of theirs without weights, and ours, whose types the description does not know. */
const row = (layer: (tf: Tf, stage: Stage) => Layer, stage: (stage: Stage) => (prev: never) => object): StageRow => ({
  build: (tf, described, x) => ({ output: apply(layer(tf, described), x) }),
  arithmetic: (described) => (prev) => someNet(stage(described)(prev as never) as SomeNet),
})

/** A layer in functions of theirs. */
const written = (call: (tf: Tf, stage: Stage) => (x: Inner) => Inner) => (tf: Tf, stage: Stage): Layer =>
  writtenLayer(tf, { out: stage.out, call: ([x]) => x === undefined ? tf.scalar(NaN) : call(tf, stage)(x) })

/** Where line r of `to` stands among those of `from`, half a pixel from the edge, and how much of each of them it takes. */
const shares = (to: number, from: number): number[][] => Array.from({ length: to }, (_, r) => {
  const place = Math.min(Math.max((r + 0.5) * from / to - 0.5, 0), from - 1)
  const [before, part] = [Math.floor(place), place - Math.floor(place)]
  return Array.from({ length: from }, (_, i) => i === before ? 1 - part : i === before + 1 ? part : 0)
})

/** From the definition, since the gradient of tf.image.resizeBilinear leaves halfPixelCenters out. */
const bilinear = (tf: Tf, stage: Stage) => (x: Inner): Inner => {
  const [, h = 1, w = 1] = x.shape
  const [, high = 1, wide = 1] = stage.out
  const [rows, columns] = [tf.tensor2d(shares(high, h)), tf.tensor2d(shares(wide, w))]
  const along = (y: Inner, weights: Inner, axis: number): Inner => {
    const order = [axis, ...[0, 1, 2, 3].filter((other) => other !== axis)]
    const front = tf.transpose(y, order)
    const [from = 1, ...others] = front.shape
    const product = tf.reshape(tf.matMul(weights, tf.reshape(front, [from, -1])), [...weights.shape.slice(0, 1), ...others])
    return tf.transpose(product, [0, 1, 2, 3].map((old) => order.indexOf(old)))
  }
  return along(along(x, rows, 1), columns, 2)
}

/** From the definition, since the gradient of tf.image.resizeNearestNeighbor on tfjs-cpu is wrong for all images of a batch but the first. */
const nearest = (tf: Tf, stage: Stage) => (x: Inner): Inner => {
  const [n = 1, h = 1, w = 1, c = 1] = x.shape
  const [vertical, horizontal] = sizeOf(stage)
  const high = tf.tile(tf.reshape(x, [n * h, 1, w * c]), [1, vertical, 1])
  return tf.reshape(tf.tile(tf.reshape(high, [n * h * vertical * w, 1, c]), [1, horizontal, 1]), [...stage.out])
}

const sizeOf = (stage: Stage): [number, number] => [number(stage, 'vertical'), number(stage, 'horizontal')]

export const arrangement: Readonly<Record<string, StageRow>> = {
  // A single row of one axis is a batch of as many rows to us, and one row to them.
  flatten: row(written((tf, stage) => (x) => tf.reshape(x, [...stage.out])), () => flatten),
  reshapeTo: row((tf, stage) => tf.layers.reshape({ targetShape: [...stage.out.slice(1)] }), (stage) => reshapeTo(stage.out.slice(1) as never)),
  permute: row(written((tf, stage) => (x) => tf.transpose(x, [...numbers(stage, 'order')])), (stage) => permute(numbers(stage, 'order'))),
  zeroPad2d: row((tf, stage) => tf.layers.zeroPadding2d({ padding: edgesOf(stage) }), (stage) => zeroPad2d(edgesOf(stage))),
  cropping2d: row((tf, stage) => tf.layers.cropping2D({ cropping: edgesOf(stage) }), (stage) => cropping2d(edgesOf(stage))),
  upsample2d: row(
    (tf, stage) => written(stage.settings['method'] === 'nearest' ? nearest : bilinear)(tf, stage),
    (stage) => upsample2d({ size: sizeOf(stage), method: stage.settings['method'] as 'nearest' })),
  lastStep: row(written((tf) => (x) => {
    const [n = 1, t = 1, c = 1] = x.shape
    return tf.reshape(tf.slice(x, [0, t - 1, 0], [n, 1, c]), [n, c])
  }), () => lastStep),
}
