import type { StageRow } from './row.ts'

export const arrangement: Readonly<Record<string, StageRow>> = {}
