import { dense, type Float, type Ids, initialize, input, key, pipe, sgd, sparseSoftmaxCrossEntropyWith, trainStep } from '../../../src/index.ts'

// Sequences of 12 have 12 labels each.
// ends: '10' '12'
declare const x: Float<readonly [4, 12, 64]>
declare const short: Ids<readonly [4, 10]>
declare const classes: Ids<readonly [4, 12]>
const step = trainStep(pipe(input([4, 12, 64]), dense(10)), sparseSoftmaxCrossEntropyWith({ ignored: 0 }), sgd({ learningRate: 0.1 }))
// mended: export const next = step(initialize(step, key(42)), { x, labels: classes })
export const next = step(initialize(step, key(42)), { x, labels: short })
