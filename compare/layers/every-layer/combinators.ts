import { dense } from '../../../src/layers/affine/dense.ts'
import { linear } from '../../../src/layers/affine/linear.ts'
import { relu } from '../../../src/layers/activations/relu.ts'
import { residual } from '../../../src/layers/combinators/residual.ts'
import type { AnyNet, LayerRow } from '../row.ts'

/** A block that keeps the size of the last axis, whatever it is. */
const keeping = (prev: AnyNet) => (x: AnyNet): AnyNet => linear(prev.out.at(-1) as never)(relu(dense(5)(x)))

export const combinators: readonly LayerRow[] = [
  {
    name: 'residual', family: 'combinators', joins: 'any network', slope: 'kinked', whole: true, rows: 'alone',
    variants: [{ about: '', input: [2, 4], after: (prev) => residual(keeping(prev))(prev) }],
    types: {
      infers: ['pipe(input([2, 4]), residual((x) => pipe(x, dense(5), relu, dense(4))))', 'readonly [2, 4]'],
      refuses: ['pipe(input([2, 4]), residual((x) => pipe(x, dense(5))))', `Type '5' is not assignable to type '4'.`],
    },
  },
]
