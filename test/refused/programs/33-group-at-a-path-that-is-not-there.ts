import { dense, input, pipe, sgd } from '../../../src/index.ts'
import { clipByNorm, partition } from '../../../src/transformations/index.ts'

// The network has two stages, 0 and 1. What the group's optimizer is for is then not known either.
// ends: 'readonly []'
const net = pipe(input([32, 64]), dense(16), dense(10))
// mended: export const optimizer = partition(net, { at: ['1'], use: clipByNorm(1) }, sgd({ learningRate: 0.1 }))
export const optimizer = partition(net, { at: ['2'], use: clipByNorm(1) }, sgd({ learningRate: 0.1 }))
