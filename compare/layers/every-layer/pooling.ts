import type { LayerRow } from '../row.ts'

export const pooling: readonly LayerRow[] = []
