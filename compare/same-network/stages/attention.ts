import type { StageRow } from './row.ts'

export const attention: Readonly<Record<string, StageRow>> = {}
