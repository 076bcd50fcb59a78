import { dense, type Float, initialize, input, key, pipe, predict, relu, sgd, softmaxCrossEntropy, trainStep } from '../../../src/index.ts'

// Weights are used with the network that they belong to.
// ends: '24' '16'
declare const x: Float<readonly [32, 64]>
const net = pipe(input([32, 64]), dense(16), relu, dense(10))
const wider = pipe(input([32, 64]), dense(24), relu, dense(10))
const weights = initialize(trainStep(wider, softmaxCrossEntropy, sgd({ learningRate: 0.1 })), key(42))
// mended: export const y = predict(wider)(weights, x)
export const y = predict(net)(weights, x)
