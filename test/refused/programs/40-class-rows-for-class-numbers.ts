import { dense, type Float, type Ids, initialize, input, key, pipe, sgd, sparseSoftmaxCrossEntropy, trainStep } from '../../../src/index.ts'

// A loss on class numbers takes one whole number a row, not a row of probabilities.
// ends: 2 element(s) 1
declare const x: Float<readonly [32, 64]>
declare const probabilities: Float<readonly [32, 10]>
declare const classes: Ids<readonly [32]>
const step = trainStep(pipe(input([32, 64]), dense(10)), sparseSoftmaxCrossEntropy, sgd({ learningRate: 0.1 }))
// mended: export const next = step(initialize(step, key(42)), { x, labels: classes })
export const next = step(initialize(step, key(42)), { x, labels: probabilities })
