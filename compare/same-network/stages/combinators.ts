import type { SymbolicTensor } from '@tensorflow/tfjs'
import { f32 } from '../../../src/engines/eager/index.ts'
import { checkpoint } from '../../../src/layers/combinators/checkpoint.ts'
import { concatOf } from '../../../src/layers/combinators/concat-of.ts'
import { frozen } from '../../../src/layers/combinators/frozen.ts'
import { productOf } from '../../../src/layers/combinators/product-of.ts'
import { repeat } from '../../../src/layers/combinators/repeat.ts'
import { residual } from '../../../src/layers/combinators/residual.ts'
import { stopGradient } from '../../../src/layers/combinators/stop-gradient.ts'
import { sumOf } from '../../../src/layers/combinators/sum-of.ts'
import { tied } from '../../../src/layers/combinators/tied.ts'
import type { Net, Stage, Trees } from '../../../src/net.ts'
import type { Float, Shape } from '../../../src/tensor.ts'
import { someNet, type SomeNet } from '../../case.ts'
import type { Tf } from '../../tensorflow/index.ts'
import { writtenLayer } from '../written-layer.ts'
import { apply, type Blocks, type Held, type Layer, ours, type StageRow } from './row.ts'

const innerOf = (stage: Stage | undefined): readonly Stage[] => stage?.inner ?? []
const timesOf = (stage: Stage): number => Number(stage.settings['times'])

type Start = Net<readonly [], readonly [], Float<Shape>, Float<Shape>>
/** A block whose output has an axis at least. */
type Ending = (x: Start) => Net<Trees, Trees, Float<Shape>, Float<readonly [...Shape, number]>>
type Arithmetic = Pick<Blocks, 'arithmetic'>

/** Stages with their arithmetic, as a block of ours. */
const block = ({ arithmetic }: Arithmetic, stages: readonly Stage[]) => (x: Start): SomeNet => arithmetic(stages)(someNet(x))

/** The first and the second block of a stage. */
const pair = (blocks: Arithmetic, { inner = [] }: Stage): readonly [(x: Start) => SomeNet, (x: Start) => SomeNet] =>
  [block(blocks, innerOf(inner[0])), block(blocks, innerOf(inner[1]))]

/** The stages inside as they stand, one after another. */
const asItStands: StageRow['build'] = (_tf, stage, x, blocks) => blocks.build(innerOf(stage), x)

/** Two blocks on one input, and a layer of theirs that joins them. */
const joined = (layer: (tf: Tf) => Layer): StageRow['build'] => (tf, stage, x, blocks) => {
  const both = innerOf(stage).map((one, i) => blocks.build(innerOf(one), x, f32.foldIn(blocks.key, i)))
  return { output: apply(layer(tf), both.map(({ output }) => output)), held: both.map(({ held }) => held), state: both.map(({ state }) => state) }
}

/** Weights that the gradient is not taken of. */
const untrained = (held: Held): Held => 'layer' in held ? { ...held, frozen: true } : held.map(untrained)

export const combinators: Readonly<Record<string, StageRow>> = {
  residual: {
    build: (tf, stage, x, blocks) => {
      const { output, held, state } = blocks.build(innerOf(stage), x)
      return { output: apply(tf.layers.add(), [x, output]), held, state }
    },
    arithmetic: (stage, blocks) => (prev) => someNet(residual(block(blocks, innerOf(stage)))(prev)),
  },
  // One of the blocks inside of a stage.
  block: { build: asItStands, arithmetic: (stage, blocks) => (prev) => blocks.arithmetic(innerOf(stage))(prev) },
  sumOf: {
    build: joined((tf) => tf.layers.add()),
    arithmetic: (stage, blocks) => (prev) => someNet(sumOf(...pair(blocks, stage))(prev)),
  },
  productOf: {
    build: joined((tf) => tf.layers.multiply()),
    arithmetic: (stage, blocks) => (prev) => someNet(productOf(...pair(blocks, stage))(prev)),
  },
  concatOf: {
    build: joined((tf) => tf.layers.concatenate({ axis: -1 })),
    arithmetic: (stage, blocks) => (prev) => {
      const [f, g] = pair(blocks, stage) as readonly unknown[] as readonly [Ending, Ending]
      return someNet(concatOf(f, g)(prev))
    },
  },
  repeat: {
    build: asItStands,
    arithmetic: (stage, blocks) => (prev) => someNet(repeat(timesOf(stage) as 1, block(blocks, innerOf(innerOf(stage)[0])))(prev)),
  },
  // A model of theirs is a layer, and applied again it has the same weights; it would also draw the same again.
  tied: {
    build: (tf, stage, x, blocks) => {
      const inputs = tf.input({ batchShape: x.shape })
      const { output, held, state } = blocks.build(innerOf(stage), inputs, f32.foldIn(blocks.key, 0))
      const once = tf.model({ inputs, outputs: output })
      const times = Array.from({ length: timesOf(stage) })
      const all = times.reduce<SymbolicTensor>((y) => apply(once, y), x)
      // The outer model counts down what it holds once, however often that was applied.
      times.slice(1).forEach(() => { once.dispose() })
      return { output: all, held, state }
    },
    arithmetic: (stage, blocks) => (prev) => someNet(tied(timesOf(stage), block(blocks, innerOf(stage)))(prev)),
  },
  frozen: {
    build: (_tf, stage, x, blocks) => {
      const { held, ...grown } = blocks.build(innerOf(stage), x)
      return { ...grown, held: held.map(untrained) }
    },
    arithmetic: (stage, blocks) => (prev) => someNet(frozen(block(blocks, innerOf(stage)))(prev)),
  },
  stopGradient: {
    build: (tf, _stage, x) => {
      const constant = tf.customGrad((v) => ({ value: tf.clone(v as never), gradFunc: () => tf.zerosLike(v as never) }))
      return { output: apply(writtenLayer(tf, { call: ([given]) => constant(given as never) }), x) }
    },
    arithmetic: ours(stopGradient),
  },
  checkpoint: {
    build: asItStands,
    arithmetic: (stage, blocks) => (prev) => someNet(checkpoint(block(blocks, innerOf(stage)))(prev)),
  },
}
