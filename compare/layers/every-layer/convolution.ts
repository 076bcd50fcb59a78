import type { LayerRow } from '../row.ts'

export const convolution: readonly LayerRow[] = []
