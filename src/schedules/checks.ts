import { requireThat } from '../misuse.ts'

/** The largest number of steps: where optimizers stop counting. */
export const LAST_STEP = 2 ** 30

/** Refuses a value that is not finite, also in f32. */
export const requireFinite = (kind: string, values: Readonly<Record<string, number>>): void => {
  Object.entries(values).forEach(([name, value]) => {
    requireThat(Number.isFinite(value) && Number.isFinite(Math.fround(value)), kind, () => `${name} ${value} is not a finite number`)
  })
}

/** Refuses a value that is not above 0, also in f32. */
export const requirePositive = (kind: string, values: Readonly<Record<string, number>>): void => {
  requireFinite(kind, values)
  Object.entries(values).forEach(([name, value]) => {
    requireThat(Math.fround(value) > 0, kind, () => `${name} ${value} is not above 0`)
  })
}

/** Refuses a number of steps that is not a whole number from 1 to 2^30. */
export const requireSteps = (kind: string, values: Readonly<Record<string, number>>): void => {
  Object.entries(values).forEach(([name, value]) => {
    requireThat(Number.isSafeInteger(value) && value >= 1 && value <= LAST_STEP, kind, () => `${name} ${value} is not a whole number from 1 to 2^30`)
  })
}

/** Refuses boundaries that are not whole numbers from 1 to 2^30, each above the one before. */
export const requireBoundaries = (kind: string, boundaries: readonly number[]): void => {
  boundaries.forEach((boundary, i) => {
    requireSteps(kind, { [`boundary ${i}`]: boundary })
    const before = boundaries[i - 1] ?? 0
    requireThat(before < boundary, kind, () => `boundary ${i} at step ${boundary} is not above the one before, at step ${before}`)
  })
}
