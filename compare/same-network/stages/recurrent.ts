import type { StageRow } from './row.ts'

export const recurrent: Readonly<Record<string, StageRow>> = {}
