import type { StageRow } from './row.ts'

export const pooling: Readonly<Record<string, StageRow>> = {}
