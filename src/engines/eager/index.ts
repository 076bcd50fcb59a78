import type { Ops } from '../../ops.ts'
import type { Precision } from '../../tensor/host.ts'
import { contextOf } from './context.ts'
import { elementwise } from './elementwise.ts'
import { layout } from './layout.ts'
import { matrixProduct } from './matrix-product.ts'
import { randomness } from './randomness.ts'
import { reduction } from './reduction.ts'
import { rowsByNumber } from './rows.ts'

/**
 * The eager engine: every operation at once, in plain TypeScript. It is the meaning of the vocabulary; every faster engine
 * must equal it bit for bit. Operands are never written to; a result is fresh, or shares numbers that nobody can write.
 */
const eager = (precision: Precision): Ops => {
  const context = contextOf(precision)
  return {
    ...elementwise(context),
    ...matrixProduct(context),
    ...reduction(context),
    ...layout(context),
    ...rowsByNumber(context),
    ...randomness(context),
    note: (_label, x) => x,
  }
}

/** Real numbers of 24 bits, rounded after every operation: the engine of every promise. */
export const f32: Ops = eager('f32')

/** The same program in 53 bits: for gradient checks and research. It takes f32 tensors as they are. */
export const f64: Ops = eager('f64')
