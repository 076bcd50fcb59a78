import { f32, fromFlat } from '../../../src/index.ts'

// Rows are taken by whole numbers.
// ends: '"float"' '"i32"'
const table = f32.fill([100, 8], 1)
const rows = fromFlat([3], [0, 1, 2])
// mended: export const y = f32.gather(table, f32.cast(rows, 'i32'))
export const y = f32.gather(table, rows)
