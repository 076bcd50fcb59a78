import { f32 } from '../../../src/index.ts'

// `[2, 3]` has the axes 0 and 1.
// ends: '2' '0 | 1'
const x = f32.fill([2, 3], 1)
// mended: export const y = f32.transpose(x, [1, 0])
export const y = f32.transpose(x, [2, 0])
