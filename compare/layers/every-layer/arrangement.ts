import type { LayerRow } from '../row.ts'

export const arrangement: readonly LayerRow[] = []
