import type { Ops } from '../../ops.ts'
import { scanInSteps } from '../scan-in-steps.ts'
import type { Context } from './context.ts'
import { elementwise } from './elementwise.ts'
import { layout } from './layout.ts'
import { matrixProduct } from './matrix-product.ts'
import { randomness } from './randomness.ts'
import { reduction } from './reduction.ts'
import { rowsByNumber } from './rows.ts'
import { windowed } from './windows.ts'

/**
 * The eager engine: every operation at once, in plain TypeScript. It is the meaning of the vocabulary; every faster engine
 * must equal it bit for bit. Operands are never written to; a result is fresh, or shares numbers that nobody can write.
 */
export const engineOf = (context: Context): Ops => ({
  ...elementwise(context),
  ...matrixProduct(context),
  ...reduction(context),
  ...layout(context),
  ...windowed(context),
  ...rowsByNumber(context),
  ...randomness(context),
  scan: scanInSteps(layout(context)),
  stopGradient: (x) => x,
  note: (_label, x) => x,
})
