import type { Optimizer } from '@tensorflow/tfjs'
import type { Tf } from '../tensorflow/index.ts'
import { number, type Settings } from './settings.ts'

/** `tf.train.momentum`, whose `dispose` forgets the scalar −η that it has of `tf.train.sgd`. */
export const momentum = (tf: Tf, s: Settings): Optimizer =>
  new (class TidyMomentum extends tf.MomentumOptimizer {
    override dispose(): void {
      super.dispose()
      this.c.dispose()
    }
  })(number(s, 'learningRate'), number(s, 'momentum'), s['nesterov'] === true)
