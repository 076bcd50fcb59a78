import type { Precision } from '../../tensor/host.ts'

/** How real numbers are rounded after every operation: to 24 bits, or not further than f64 arithmetic already does. */
export const roundTo: Readonly<Record<Precision, (x: number) => number>> = {
  f32: Math.fround,
  f64: (x) => x,
}
