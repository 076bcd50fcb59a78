import type { Tensor as Inner } from '@tensorflow/tfjs'
import { rmsNorm } from '../../../src/layers/normalization/rms-norm.ts'
import type { Stage } from '../../../src/net.ts'
import type { Shape } from '../../../src/tensor.ts'
import { someNet } from '../../case.ts'
import type { Tf } from '../../tensorflow/index.ts'
import { batchNorm, groupNorm, instanceNorm, layerNorm } from '../restated-normalization.ts'
import { type Written, writtenLayer } from '../written-layer.ts'
import { apply, ours, type StageRow } from './row.ts'

const number = (stage: Stage, name: string): number => Number(stage.settings[name])
const epsilonOf = (stage: Stage): number => number(stage, 'epsilon')
const channelsOf = ({ out }: Stage): number => out.at(-1) ?? 1

/** A layer of our own in their functions, with weights of one number a channel. */
const written = (names: readonly string[], call: (tf: Tf, stage: Stage) => Written['call']): StageRow['build'] => (tf, stage, x) => {
  const layer = writtenLayer(tf, { weights: names.map(() => [channelsOf(stage)]), call: call(tf, stage) })
  return { output: apply(layer, x), held: { layer, names } }
}

/** From the definition: over some axes of another shape, with γ and β in a shape that broadcasts to it. */
const standardized = (tf: Tf, stage: Stage, view: Shape, over: readonly number[], weights: Shape): Written['call'] => ([x], [gamma, beta]) => {
  const seen = tf.reshape(present(x), [...view])
  const { mean, variance } = tf.moments(seen, [...over], true)
  const z = tf.div(tf.sub(seen, mean), tf.sqrt(tf.add(variance, epsilonOf(stage))))
  const spread = (v: Inner | undefined): Inner => tf.reshape(present(v), [...weights])
  return tf.reshape(tf.add(tf.mul(z, spread(gamma)), spread(beta)), [...stage.out])
}

const present = (x: Inner | undefined): Inner => {
  if (x === undefined) throw new Error('a tensor is missing')
  return x
}

const positionsOf = ({ out }: Stage): number => out.slice(1, -1).reduce((product, size) => product * size, 1)

export const normalization: Readonly<Record<string, StageRow>> = {
  batchNorm: {
    build: (tf, stage, x) => {
      const layer = tf.layers.batchNormalization({ axis: -1, momentum: number(stage, 'momentum'), epsilon: epsilonOf(stage) })
      return { output: apply(layer, x), held: { layer, names: ['gamma', 'beta'] }, state: { layer, names: ['mean', 'variance'] } }
    },
    arithmetic: (stage) => batchNorm(number(stage, 'momentum'), epsilonOf(stage)),
  },
  layerNorm: {
    build: (tf, stage, x) => {
      const layer = tf.layers.layerNormalization({ axis: -1, epsilon: epsilonOf(stage) })
      return { output: apply(layer, x), held: { layer, names: ['gamma', 'beta'] } }
    },
    arithmetic: (stage) => layerNorm(epsilonOf(stage)),
  },
  rmsNorm: {
    build: written(['gamma'], (tf, stage) => ([x], [gamma]) =>
      tf.mul(tf.div(present(x), tf.sqrt(tf.add(tf.mean(tf.square(present(x)), -1, true), epsilonOf(stage)))), present(gamma))),
    arithmetic: (stage) => ours((prev) => someNet(rmsNorm({ epsilon: epsilonOf(stage) })(prev)))(),
  },
  groupNorm: {
    build: written(['gamma', 'beta'], (tf, stage) => {
      const [n = 1, groups] = [stage.out[0], number(stage, 'groups')]
      const size = channelsOf(stage) / groups
      return standardized(tf, stage, [n, positionsOf(stage), groups, size], [1, 3], [1, 1, groups, size])
    }),
    arithmetic: (stage) => groupNorm(number(stage, 'groups'))(epsilonOf(stage)),
  },
  instanceNorm: {
    build: written(['gamma', 'beta'], (tf, stage) =>
      standardized(tf, stage, [stage.out[0] ?? 1, positionsOf(stage), channelsOf(stage)], [1], [1, 1, channelsOf(stage)])),
    arithmetic: (stage) => instanceNorm(epsilonOf(stage)),
  },
}
