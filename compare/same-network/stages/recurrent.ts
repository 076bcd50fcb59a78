import type { layers, SymbolicTensor } from '@tensorflow/tfjs'
import { bidirectional } from '../../../src/layers/recurrent/bidirectional.ts'
import { gru } from '../../../src/layers/recurrent/gru.ts'
import { lstm } from '../../../src/layers/recurrent/lstm.ts'
import { maskPadding, maskSteps } from '../../../src/layers/recurrent/masking.ts'
import { recurrent as ownLayer } from '../../../src/layers/recurrent/recurrent.ts'
import type { RecurrentStage } from '../../../src/layers/recurrent/recurrent-stage.ts'
import { simpleRnn } from '../../../src/layers/recurrent/simple-rnn.ts'
import type { Stage } from '../../../src/net.ts'
import type { Some } from '../../../src/tensor.ts'
import { someNet } from '../../case.ts'
import { elman } from '../../layers/elman.ts'
import type { Tf } from '../../tensorflow/index.ts'
import { gruResetAfter, paddingMasked, stepsMasked, theirRecurrent, turned } from '../written-recurrent.ts'
import { apply, type Grown, type StageRow } from './row.ts'

const WEIGHTS = ['w', 'u', 'b']

/** A layer's output in the order of time. */
const inOrder = (tf: Tf, { settings }: Stage, y: SymbolicTensor): SymbolicTensor => settings['reverse'] === true ? apply(turned(tf), y) : y

const held = (layer: layers.Layer, output: SymbolicTensor): Grown => ({ output, held: { layer, names: WEIGHTS } })

const recurrentLayer: StageRow['build'] = (tf, stage, x) => {
  if (stage.kind === 'gru' && stage.settings['resetAfter'] !== false) {
    const written = gruResetAfter(tf, stage, x.shape.at(-1) ?? 1)
    return held(written, apply(written, x))
  }
  const layer = theirRecurrent(tf, stage)
  return held(layer, inOrder(tf, stage, apply(layer, x)))
}

/** A recurrent layer of ours whose sizes only the running program knows. */
type OurLayer = RecurrentStage<Some, Some, Some>

/** Our own layer again, from what its stage says. */
const again = ({ kind, settings }: Stage): OurLayer => {
  const units = Number(settings['units']) as 1
  const shared = { reverse: settings['reverse'] === true, stateful: false } as const
  const gated = { ...shared, recurrentActivation: settings['recurrentActivation'] === 'tfjsHardSigmoid' ? 'tfjsHardSigmoid' : 'sigmoid' } as const
  if (kind === 'lstm') return lstm(units, gated)
  if (kind === 'gru') return settings['resetAfter'] === false ? gru(units, { ...gated, resetAfter: false }) : gru(units, gated)
  return simpleRnn(units, shared)
}

const arithmetic: StageRow['arithmetic'] = (stage) => (prev) => someNet(again(stage)(prev as Some) as Some)

/** A mask at the head of a block. */
const masking = (head: (tf: Tf, stage: Stage) => layers.Layer): StageRow['build'] => (tf, stage, x, blocks) =>
  blocks.build(stage.inner ?? [], apply(head(tf, stage), x))

export const recurrent: Readonly<Record<string, StageRow>> = {
  simpleRnn: { build: recurrentLayer, arithmetic },
  lstm: { build: recurrentLayer, arithmetic },
  gru: { build: recurrentLayer, arithmetic },
  recurrent: {
    build: recurrentLayer,
    arithmetic: ({ settings }) => (prev) => someNet(ownLayer(Number(settings['units']) as 1, elman, { reverse: settings['reverse'] === true })(prev as Some) as Some),
  },
  bidirectional: {
    build: (tf, { inner: [forwards] = [] }, x) => {
      if (forwards === undefined) throw new Error('a bidirectional layer has a layer inside')
      const layer = tf.layers.bidirectional({ layer: theirRecurrent(tf, forwards), mergeMode: 'concat' })
      const names = [0, 1].flatMap((direction) => WEIGHTS.map((name) => `${direction}.0.${name}`))
      return { output: apply(layer, x), held: { layer, names } }
    },
    arithmetic: ({ inner: [forwards] = [] }) => (prev) => someNet(bidirectional(again(forwards as Stage))(prev as Some) as Some),
  },
  maskSteps: {
    build: masking((tf, { settings }) => stepsMasked(tf, Number(settings['value']))),
    arithmetic: ({ settings, inner = [] }, blocks) => (prev) =>
      someNet(maskSteps(Number(settings['value']), (x: Some): Some => blocks.arithmetic(inner)(someNet(x)))(prev as Some) as Some),
  },
  maskPadding: {
    // Their embedding passes no mask on but for id 0, so the mask is put on what it gives.
    build: (tf, { settings, inner: [embedding, ...others] = [] }, x, blocks) => {
      if (embedding?.kind !== 'embedding') throw new Error('a mask for ids is put on an embedding')
      const embedded = blocks.build([embedding], x)
      const rest = blocks.build(others, apply(paddingMasked(tf, Number(settings['id'])), [embedded.output, x]))
      return { output: rest.output, held: [...embedded.held, ...rest.held], state: [...embedded.state, ...rest.state] }
    },
    arithmetic: ({ settings, inner = [] }, blocks) => (prev) =>
      someNet(maskPadding(Number(settings['id']), (x: Some): Some => blocks.arithmetic(inner)(someNet(x)))(prev as Some) as Some),
  },
}
