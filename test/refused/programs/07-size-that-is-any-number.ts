import { dense, input, pipe } from '../../../src/index.ts'

// A size that the compiler does not know: every size must be one literal number.
// ends: 'number' 'never'
declare const rows: number
// mended: export const net = pipe(input([32, 64]), dense(10))
export const net = pipe(input([rows, 64]), dense(10))
