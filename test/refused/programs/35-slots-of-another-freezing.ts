import { adam, dense, type Float, initialize, input, key, pipe, softmaxCrossEntropy, trainStep } from '../../../src/index.ts'
import { freeze } from '../../../src/transformations/index.ts'

// The other step has moments for the biases, this one for the weights.
// ends: 'readonly []' 'Float<readonly [64, 10]>'
declare const x: Float<readonly [32, 64]>
declare const labels: Float<readonly [32, 10]>
const net = pipe(input([32, 64]), dense(10))
const step = trainStep(net, softmaxCrossEntropy, freeze(net, ['0.b'], adam({ learningRate: 1e-3 })))
const other = trainStep(net, softmaxCrossEntropy, freeze(net, ['0.w'], adam({ learningRate: 1e-3 })))
// mended: export const next = step(initialize(step, key(42)), { x, labels })
export const next = step(initialize(other, key(42)), { x, labels })
