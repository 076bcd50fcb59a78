import { input } from '../../../src/index.ts'

// A shape whose length the compiler does not know.
// ends: 'number' 'never'
declare const shape: readonly number[]
// mended: export const net = input([32, 64])
export const net = input(shape)
