import type { StageRow } from './row.ts'

export const convolution: Readonly<Record<string, StageRow>> = {}
