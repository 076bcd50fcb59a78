import type { LayerRow } from '../row.ts'

export const recurrent: readonly LayerRow[] = []
