import { adam, dense, input, pipe } from '../../../src/index.ts'
import { freeze } from '../../../src/transformations/index.ts'

// Freezing without a path is the optimizer itself.
// ends: Source has 0 element(s) but target requires 1
const net = pipe(input([32, 64]), dense(10))
// mended: export const optimizer = freeze(net, ['0'], adam({ learningRate: 1e-3 }))
export const optimizer = freeze(net, [], adam({ learningRate: 1e-3 }))
