import { adam, type Optimizer, sgd, type Some } from '../../src/index.ts'

export interface OptimizerRow {
  readonly name: string
  /** with a setting that moves the weights */
  readonly moving: Optimizer<Some, Some>
  /** with a learning rate of 0 */
  readonly still: Optimizer<Some, Some>
}

/** Every optimizer once. */
export const optimizers: readonly OptimizerRow[] = [
  { name: 'adam', moving: adam({ learningRate: 0.1 }), still: adam({ learningRate: 0 }) },
  { name: 'sgd', moving: sgd({ learningRate: 0.1 }), still: sgd({ learningRate: 0 }) },
]
