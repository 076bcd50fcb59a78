import type { Optimizer } from '@tensorflow/tfjs'
import type { SomeOptimizer } from '../case.ts'
import type { Tf } from '../tensorflow/index.ts'
import * as restatedOptimizers from './restated-optimizers.ts'

export type Settings = Readonly<Record<string, number | string | boolean>>

/** Where our slots have what an optimizer of theirs lists in `getWeights`: the count of updates, then trees laid out as the parameters. */
export interface SlotNames {
  readonly count: string
  readonly trees: readonly string[]
}

/** A kind of optimizer as `tf.train` has it. */
export interface OptimizerRow {
  readonly build: (tf: Tf, settings: Settings) => Optimizer
  /** what is copied in before a step and compared after it; left out where nothing is kept */
  readonly slots?: SlotNames
  /** what arithmetic theirs is, where it is not ours */
  readonly arithmetic?: (settings: Settings) => SomeOptimizer
}

const number = (settings: Settings, name: string): number => Number(settings[name])

/** Every optimizer that is in `tf.train`. Adding a kind is adding a row. */
export const optimizerRows: Readonly<Record<string, OptimizerRow>> = {
  adam: {
    // All four are said, since their ε is 1e-7 when left out.
    build: (tf, s) => tf.train.adam(number(s, 'learningRate'), number(s, 'beta1'), number(s, 'beta2'), number(s, 'epsilon')),
    slots: { count: 'count', trees: ['m', 'v'] },
    arithmetic: (s) => restatedOptimizers.adam(number(s, 'learningRate'), number(s, 'beta1'), number(s, 'beta2'), number(s, 'epsilon')),
  },
  sgd: { build: (tf, settings) => tf.train.sgd(number(settings, 'learningRate')) },
}
