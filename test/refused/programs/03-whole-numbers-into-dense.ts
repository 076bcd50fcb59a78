import { dense, ids, input, pipe } from '../../../src/index.ts'

// A dense layer takes real numbers; token ids have to be embedded first.
// ends: '"i32"' '"float"'
// mended: export const net = pipe(input([32, 16]), dense(10))
export const net = pipe(ids([32, 16]), dense(10))
