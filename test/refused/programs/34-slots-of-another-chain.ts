import { adam, dense, type Float, initialize, input, key, pipe, softmaxCrossEntropy, trainStep } from '../../../src/index.ts'
import { averageWeights, chain, clipByGlobalNorm } from '../../../src/transformations/index.ts'

// The same two parts and one more; its state has slots for three.
// ends: Source has 2 element(s) but target requires 3
declare const x: Float<readonly [32, 64]>
declare const labels: Float<readonly [32, 10]>
const net = pipe(input([32, 64]), dense(10))
const [clip, descent] = [clipByGlobalNorm(1), adam({ learningRate: 1e-3 })]
const step = trainStep(net, softmaxCrossEntropy, chain(clip, descent, averageWeights({ decay: 0.99 })))
const other = trainStep(net, softmaxCrossEntropy, chain(clip, descent))
// mended: export const next = step(initialize(step, key(42)), { x, labels })
export const next = step(initialize(other, key(42)), { x, labels })
