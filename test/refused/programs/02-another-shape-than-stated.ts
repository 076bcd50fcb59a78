import { dense, input, is, pipe, relu } from '../../../src/index.ts'

// The checked comment says 64, the shape there is 128.
// ends: '128' '64'
// mended: export const net = pipe(input([32, 784]), dense(128), relu, is([32, 128]), dense(10))
export const net = pipe(input([32, 784]), dense(128), relu, is([32, 64]), dense(10))
