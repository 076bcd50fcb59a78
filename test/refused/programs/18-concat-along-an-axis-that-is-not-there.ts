import { f32 } from '../../../src/index.ts'

// `[4, 3]` has the axes 0 and 1.
// ends: '2' '0 | 1'
const x = f32.fill([2, 3], 1)
// mended: export const y = f32.concat([x, x], 0, [4, 3])
export const y = f32.concat([x, x], 2, [4, 3])
