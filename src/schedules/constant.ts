import { type Schedule, schedule } from './schedule.ts'

/** The same value at every step: `value`. */
export const constant = (value: number): Schedule => schedule({ kind: 'constant', settings: { value } }, (ops) => ops.fill([], value))
