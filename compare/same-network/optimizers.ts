import type { Optimizer } from '@tensorflow/tfjs'
import type { Tf } from '../tensorflow/index.ts'

/** A kind of optimizer as `tf.train` has it. Its arithmetic is ours. */
export interface OptimizerRow {
  readonly build: (tf: Tf, settings: Readonly<Record<string, number | string | boolean>>) => Optimizer
}

/** Every optimizer that is in `tf.train`. Adding a kind is adding a row. */
export const optimizerRows: Readonly<Record<string, OptimizerRow>> = {
  sgd: { build: (tf, settings) => tf.train.sgd(Number(settings['learningRate'])) },
}
