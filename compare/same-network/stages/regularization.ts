import type { StageRow } from './row.ts'

export const regularization: Readonly<Record<string, StageRow>> = {}
