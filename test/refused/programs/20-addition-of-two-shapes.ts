import { f32 } from '../../../src/index.ts'

// Nothing broadcasts unless it is asked to.
// ends: 1 element(s) 2
const x = f32.fill([2, 3], 1)
const b = f32.fill([3], 1)
// mended: export const y = f32.add(x, f32.broadcast(b, x.shape, [0]))
export const y = f32.add(x, b)
