import { dense, initialize, input, key, pipe, sgd, softmaxCrossEntropy, trainStep } from '../../../src/index.ts'

// A state is a value: another one is made beside it.
// ends: 'key' read-only
const step = trainStep(pipe(input([32, 64]), dense(10)), softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
const state = initialize(step, key(42))
// mended: export const other = { ...state, key: key(43) }
state.key = key(43)
export {}
