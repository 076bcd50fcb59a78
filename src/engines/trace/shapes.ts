import type { Ops } from '../../ops.ts'
import { requireSizes } from '../../shape/size.ts'
import { onNumbers } from '../../tensor/on-numbers.ts'
import { symbolicTensor } from '../../tensor/symbolic.ts'
import { readF32 } from '../eager/context.ts'
import { engineOf } from '../eager/engine.ts'

/**
 * The eager engine without numbers: every check on shapes and kinds with its message, and of every result the shape and the
 * kind. Checks on numbers run where there are some, and wait where a compiled function will be given them.
 */
export const shapes: Ops = engineOf({
  round: Math.fround,
  read: readF32,
  check: (_operation, x, refuse) => onNumbers(x, refuse),
  make: (operation, shape, dtype) => {
    requireSizes(operation, shape)
    return symbolicTensor(shape, dtype)
  },
  view: (_operation, x, shape) => symbolicTensor(shape, x.dtype),
})
