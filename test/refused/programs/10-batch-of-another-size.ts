import { dense, type Float, initialize, input, key, pipe, sgd, softmaxCrossEntropy, trainStep } from '../../../src/index.ts'

// The network was built for batches of 32 rows.
// ends: '16' '32'
declare const x: Float<readonly [32, 64]>
declare const half: Float<readonly [16, 64]>
declare const labels: Float<readonly [32, 10]>
const step = trainStep(pipe(input([32, 64]), dense(10)), softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
// mended: export const next = step(initialize(step, key(42)), { x, labels })
export const next = step(initialize(step, key(42)), { x: half, labels })
