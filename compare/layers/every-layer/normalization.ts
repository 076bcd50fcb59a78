import type { LayerRow } from '../row.ts'

export const normalization: readonly LayerRow[] = []
