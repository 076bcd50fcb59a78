import type { StageRow } from './row.ts'

export const normalization: Readonly<Record<string, StageRow>> = {}
