import { input, pipe, softmaxAlong } from '../../../src/index.ts'

// `[2, 3]` has the axes 0 and 1.
// ends: the shape has no such axis
// mended: export const net = pipe(input([2, 3]), softmaxAlong(1))
export const net = pipe(input([2, 3]), softmaxAlong(2))
