import { dense, input, pipe } from '../../../src/index.ts'

// The width of a layer must be one literal number too.
// ends: 'number' 'never'
declare const units: number
// mended: export const net = pipe(input([32, 64]), dense(10))
export const net = pipe(input([32, 64]), dense(units))
