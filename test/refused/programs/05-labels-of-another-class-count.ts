import { dense, type Float, initialize, input, key, pipe, sgd, softmaxCrossEntropy, trainStep } from '../../../src/index.ts'

// The network gives 10 classes, the labels have 12.
// ends: '12' '10'
declare const x: Float<readonly [32, 64]>
declare const ten: Float<readonly [32, 10]>
declare const twelve: Float<readonly [32, 12]>
const step = trainStep(pipe(input([32, 64]), dense(10)), softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
// mended: export const next = step(initialize(step, key(42)), { x, labels: ten })
export const next = step(initialize(step, key(42)), { x, labels: twelve })
