import type { LayerRow } from '../row.ts'

export const regularization: readonly LayerRow[] = []
