import type { Optimizer } from '@tensorflow/tfjs'
import type { SomeOptimizer } from '../case.ts'
import type { Tf } from '../tensorflow/index.ts'
import { adamax } from './adamax.ts'
import * as equations from './equations.ts'
import { momentum } from './momentum.ts'
import * as restated from './restated-optimizers.ts'
import { number, type Settings } from './settings.ts'

export type { Settings } from './settings.ts'

/** Where our slots have what an optimizer of theirs lists in `getWeights`: the count of updates, then trees laid out as the parameters. */
export interface SlotNames {
  readonly count: string
  readonly trees: readonly string[]
}

/** A kind of optimizer as `tf.train` has it, or as a TensorFlow.js user writes it. */
export interface OptimizerRow {
  readonly build: (tf: Tf, settings: Settings) => Optimizer
  /** what is copied in before a step and compared after it; left out where nothing is kept */
  readonly slots?: SlotNames
  /** what arithmetic theirs is, where it is not ours */
  readonly arithmetic?: (settings: Settings) => SomeOptimizer
  /** what it is when theirs goes on from its own slots, where that is not `arithmetic` */
  readonly continued?: (settings: Settings) => SomeOptimizer
}

const keeping = (...trees: readonly string[]): Pick<OptimizerRow, 'slots'> => ({ slots: { count: 'count', trees } })

// All settings are said, since theirs are others when left out.
const adam: OptimizerRow = {
  build: (tf, s) => tf.train.adam(number(s, 'learningRate'), number(s, 'beta1'), number(s, 'beta2'), number(s, 'epsilon')),
  ...keeping('m', 'v'),
  arithmetic: restated.adam,
  continued: restated.continuedAdam,
}

const adamaxRow: OptimizerRow =
  { build: adamax, ...keeping('m', 'u'), arithmetic: restated.adamax, continued: restated.continuedAdamax }

const rmsprop = (centered: boolean): OptimizerRow['build'] => (tf, s) =>
  tf.train.rmsprop(number(s, 'learningRate'), number(s, 'decay'), number(s, 'momentum'), number(s, 'epsilon'), centered)

const plainRmsprop: OptimizerRow = { build: rmsprop(false), ...keeping('squares', 'velocity'), arithmetic: restated.rmsprop }

/** Every optimizer, from `tf.train` where that has it and else from the paper. Adding a kind is adding a row. */
export const optimizerRows: Readonly<Record<string, OptimizerRow>> = {
  sgd: { build: (tf, s) => tf.train.sgd(number(s, 'learningRate')) },
  momentum: { build: momentum, ...keeping('velocity') },
  adagrad: { build: equations.adagrad, ...keeping('squares') },
  tfjsAdagrad: { build: (tf, s) => tf.train.adagrad(number(s, 'learningRate'), number(s, 'initialAccumulator')), ...keeping('squares') },
  adadelta: { build: equations.adadelta, ...keeping('squares', 'changes') },
  tfjsAdadelta: {
    build: (tf, s) => tf.train.adadelta(number(s, 'learningRate'), number(s, 'rho'), number(s, 'epsilon')),
    ...keeping('squares', 'changes'),
  },
  rmsprop: plainRmsprop,
  tfjsRmsprop: plainRmsprop,
  centeredRmsprop: { build: equations.centeredRmsprop, ...keeping('squares', 'velocity', 'mean') },
  tfjsCenteredRmsprop: {
    build: rmsprop(true), ...keeping('squares', 'velocity', 'mean'), arithmetic: restated.tfjsCenteredRmsprop,
  },
  adam,
  tfjsAdam: adam,
  adamw: { build: equations.adamw, ...keeping('m', 'v') },
  adamax: adamaxRow,
  tfjsAdamax: adamaxRow,
  amsgrad: { build: equations.amsgrad, ...keeping('m', 'v', 'largest') },
  nadam: { build: equations.nadam, ...keeping('m', 'v') },
  radam: { build: equations.radam, ...keeping('m', 'v') },
  lion: { build: equations.lion, ...keeping('m') },
  lamb: { build: equations.lamb, ...keeping('m', 'v') },
}
