import { dense, input, pipe, relu, residual } from '../../../src/index.ts'

// `x + block(x)` needs a block that keeps its shape.
// ends: '128' '64'
// mended: export const net = pipe(input([32, 64]), residual((x) => pipe(x, dense(128), relu, dense(64))), dense(10))
export const net = pipe(input([32, 64]), residual((x) => pipe(x, dense(128), relu)), dense(10))
