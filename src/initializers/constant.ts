import { requireThat } from '../misuse.ts'
import type { Initializer } from './initializer.ts'

/** The same number everywhere. Throws `Misuse` for one that is infinite or NaN. */
export const constant = (value: number): Initializer => {
  requireThat(Number.isFinite(value) && Number.isFinite(Math.fround(value)), 'constant', () => `value ${value} is not a finite number`)
  return (ops, _key, shape) => ops.fill(shape, value)
}

/** 0 everywhere, as biases usually start. */
export const zeros: Initializer = constant(0)

/** 1 everywhere, as scales usually start. */
export const ones: Initializer = constant(1)
