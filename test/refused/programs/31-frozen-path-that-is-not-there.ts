import { adam, dense, input, pipe, relu } from '../../../src/index.ts'
import { freeze } from '../../../src/transformations/index.ts'

// The network has two stages with parameters, 0 and 1; relu has none.
// ends: "2.w" is not assignable
const net = pipe(input([32, 64]), dense(16), relu, dense(10))
// mended: export const optimizer = freeze(net, ['0.w', '1.w'], adam({ learningRate: 1e-3 }))
export const optimizer = freeze(net, ['0.w', '2.w'], adam({ learningRate: 1e-3 }))
