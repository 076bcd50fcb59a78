import type { Optimizer, Some } from '../../src/index.ts'
import { adadelta } from '../../src/optimizers/adadelta.ts'
import { adagrad } from '../../src/optimizers/adagrad.ts'
import { adam } from '../../src/optimizers/adam.ts'
import { adamax } from '../../src/optimizers/adamax.ts'
import { adamw } from '../../src/optimizers/adamw.ts'
import { amsgrad } from '../../src/optimizers/amsgrad.ts'
import { centeredRmsprop } from '../../src/optimizers/centered-rmsprop.ts'
import { lamb } from '../../src/optimizers/lamb.ts'
import { lion } from '../../src/optimizers/lion.ts'
import { momentum } from '../../src/optimizers/momentum.ts'
import { nadam } from '../../src/optimizers/nadam.ts'
import { radam } from '../../src/optimizers/radam.ts'
import { rmsprop } from '../../src/optimizers/rmsprop.ts'
import { sgd } from '../../src/optimizers/sgd.ts'
import { tfjsAdadelta } from '../../src/optimizers/tfjs-adadelta.ts'
import { tfjsAdagrad } from '../../src/optimizers/tfjs-adagrad.ts'
import { tfjsAdam } from '../../src/optimizers/tfjs-adam.ts'
import { tfjsAdamax } from '../../src/optimizers/tfjs-adamax.ts'
import { tfjsCenteredRmsprop, tfjsRmsprop } from '../../src/optimizers/tfjs-rmsprop.ts'

/** An optimizer before its types are known, from settings that only the running test knows. */
export type Builder = (settings: Some) => Optimizer<Some, Some>

export interface OptimizerRow {
  readonly name: string
  readonly build: Builder
  /** what it is told beside the learning rate, where that is not what it takes by itself */
  readonly settings: Readonly<Record<string, number | boolean>>
  /** with a setting that moves the weights */
  readonly moving: Optimizer<Some, Some>
  /** with a learning rate of 0 */
  readonly still: Optimizer<Some, Some>
}

const row = (name: string, build: Builder, settings: OptimizerRow['settings'] = {}): OptimizerRow => ({
  name, build, settings,
  moving: build({ learningRate: 0.1, ...settings }),
  still: build({ learningRate: 0, ...settings }),
})

/** Every optimizer once, but for the one below. */
export const optimizers: readonly OptimizerRow[] = [
  row('adadelta', adadelta),
  row('adagrad', adagrad),
  row('adam', adam),
  row('adamax', adamax),
  row('adamw', adamw),
  row('amsgrad', amsgrad),
  row('centeredRmsprop', centeredRmsprop),
  row('lamb', lamb),
  row('lion', lion),
  row('momentum', momentum, { momentum: 0.9 }),
  row('nadam', nadam),
  row('radam', radam),
  row('rmsprop', rmsprop),
  row('sgd', sgd),
  row('tfjsAdadelta', tfjsAdadelta),
  row('tfjsAdagrad', tfjsAdagrad),
  row('tfjsAdam', tfjsAdam),
  row('tfjsAdamax', tfjsAdamax),
  row('tfjsRmsprop', tfjsRmsprop),
]

/** It makes NaN of every weight that has no gradient, as TensorFlow.js does: where that spoils what is tested, it is left out. */
export const poisonous: readonly OptimizerRow[] = [row('tfjsCenteredRmsprop', tfjsCenteredRmsprop, { epsilon: 1e-20 })]

/** The same with other settings, where those make another program. */
export const variants: readonly OptimizerRow[] = [
  row('momentum, nesterov', momentum, { momentum: 0.9, nesterov: true }),
  row('rmsprop, with momentum', rmsprop, { momentum: 0.5 }),
  row('centeredRmsprop, with momentum', centeredRmsprop, { momentum: 0.5, decay: 0.95, epsilon: 1e-4 }),
  row('tfjsRmsprop, with momentum', tfjsRmsprop, { momentum: 0.5 }),
  row('tfjsAdamax, with decay', tfjsAdamax, { decay: 0.25 }),
  row('radam, where nothing is rectified', radam, { beta2: 0.5 }),
  row('adagrad, from 0.1', adagrad, { initialAccumulator: 0.1 }),
]
