import type { LayerRow } from '../row.ts'

export const attention: readonly LayerRow[] = []
