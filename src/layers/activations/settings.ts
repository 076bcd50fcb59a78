import { requireThat } from '../../misuse.ts'

/** Refuses a setting that is not a finite number, and gives it back. */
export const finite = (kind: string, name: string, value: number): number => {
  requireThat(Number.isFinite(value), kind, () => `${name} is ${value}, not a finite number`)
  return value
}
