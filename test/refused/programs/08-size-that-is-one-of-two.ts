import { dense, input, pipe } from '../../../src/index.ts'

// A size that is 2 or 3.
// ends: '2' 'never'
declare const rows: 2 | 3
// mended: export const net = pipe(input([2, 64]), dense(10))
export const net = pipe(input([rows, 64]), dense(10))
