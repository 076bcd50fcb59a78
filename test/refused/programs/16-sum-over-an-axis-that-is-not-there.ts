import { f32 } from '../../../src/index.ts'

// `[2, 3]` has the axes 0 and 1.
// ends: '2' '0 | 1'
const x = f32.fill([2, 3], 1)
// mended: export const y = f32.sum(x, [1])
export const y = f32.sum(x, [2])
