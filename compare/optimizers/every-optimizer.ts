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
import type { SomeOptimizer } from '../case.ts'

/** An optimizer with its types forgotten. */
const some = (optimizer: object): SomeOptimizer => optimizer as SomeOptimizer

/** Every optimizer, the first of a kind as it is by itself, then with other settings where those make another program. */
export const everyOptimizer: readonly SomeOptimizer[] = [
  sgd({ learningRate: 0.01 }),
  momentum({ learningRate: 0.01, momentum: 0.9 }),
  momentum({ learningRate: 0.01, momentum: 0.9, nesterov: true }),
  adagrad({ learningRate: 0.01 }),
  tfjsAdagrad({ learningRate: 0.01 }),
  adadelta(),
  tfjsAdadelta(),
  rmsprop({ learningRate: 0.001 }),
  rmsprop({ learningRate: 0.001, momentum: 0.9 }),
  centeredRmsprop({ learningRate: 0.001 }),
  centeredRmsprop({ learningRate: 0.001, momentum: 0.9 }),
  tfjsRmsprop({ learningRate: 0.001, momentum: 0.9 }),
  tfjsCenteredRmsprop({ learningRate: 0.001, momentum: 0.9 }),
  adam({ learningRate: 0.001 }),
  tfjsAdam({ learningRate: 0.001 }),
  adamw({ learningRate: 0.001 }),
  adamax({ learningRate: 0.002 }),
  tfjsAdamax({ learningRate: 0.002 }),
  tfjsAdamax({ learningRate: 0.002, decay: 0.1 }),
  amsgrad({ learningRate: 0.001 }),
  nadam({ learningRate: 0.001 }),
  radam({ learningRate: 0.001 }),
  lion({ learningRate: 0.0001 }),
  lamb({ learningRate: 0.001 }),
].map(some)
