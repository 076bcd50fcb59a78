import { f32 } from '../../../src/index.ts'

// The inner sizes of `[2, 3]` and `[4, 5]` differ.
// ends: '4' '3'
const a = f32.fill([2, 3], 1)
const b = f32.fill([4, 5], 1)
// mended: export const y = f32.matmul(a, f32.fill([3, 5], 1))
export const y = f32.matmul(a, b)
