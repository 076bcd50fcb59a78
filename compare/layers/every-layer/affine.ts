import { dense } from '../../../src/layers/affine/dense.ts'
import { linear } from '../../../src/layers/affine/linear.ts'
import type { LayerRow } from '../row.ts'

export const affine: readonly LayerRow[] = [
  {
    name: 'dense', family: 'affine', joins: 'any network', slope: 'smooth', whole: true, rows: 'alone',
    variants: [
      { about: '', input: [2, 4], after: (prev) => dense(3)(prev) },
      { about: 'over two leading axes', input: [2, 3, 4], after: (prev) => dense(3)(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 4]), dense(3))', 'readonly [2, 3]'],
      refuses: ['pipe(ids([2, 4]), dense(3))', `Type '"i32"' is not assignable to type '"float"'.`],
    },
  },
  {
    name: 'linear', family: 'affine', joins: 'any network', slope: 'smooth', whole: true, rows: 'alone',
    variants: [{ about: '', input: [2, 4], after: (prev) => linear(4)(prev) }],
    types: {
      infers: ['pipe(input([2, 4]), linear(5))', 'readonly [2, 5]'],
      refuses: ['pipe(ids([2, 4]), linear(5))', `Type '"i32"' is not assignable to type '"float"'.`],
    },
  },
]
