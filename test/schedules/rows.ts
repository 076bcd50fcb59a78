import type { Schedule } from '../../src/index.ts'
import {
  constant, cosine, exponential, join, linear, oneCycle, piecewiseConstant, polynomial, restarts, step, warmUp,
} from '../../src/schedules/index.ts'

export interface ScheduleRow {
  readonly name: string
  readonly schedule: Schedule
  /** the formula in plain numbers of f64 */
  readonly formula: (t: number) => number
  /** what it is to the bit, at the edges */
  readonly exact: Readonly<Record<number, number>>
  /** the largest value */
  readonly largest: number
}

const wave = (from: number, to: number, share: number): number => to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2
const line = (from: number, to: number, share: number): number => from + (to - from) * Math.min(1, share)
const cycle = (t: number): number => {
  let [begins, length] = [0, 10]
  while (t >= begins + length) [begins, length] = [begins + length, length * 2]
  return (t - begins) / length
}

/** Every schedule, with the same settings as in optax-vectors.py. */
export const schedules: readonly ScheduleRow[] = [
  { name: 'constant', schedule: constant(0.3), formula: () => 0.3, exact: { 0: 0.3, 1000: 0.3 }, largest: 0.3 },
  {
    name: 'step', schedule: step({ initial: 0.8, factor: 0.5, every: 10 }), formula: (t) => 0.8 * 0.5 ** Math.floor(t / 10),
    exact: { 0: 0.8, 9: 0.8, 10: 0.4, 19: 0.4, 20: 0.2, 1000: 0.8 * 2 ** -100 }, largest: 0.8,
  },
  {
    name: 'piecewiseConstant', schedule: piecewiseConstant({ boundaries: [10, 30], values: [1, 0.5, 0.125] }), formula: (t) => t < 10 ? 1 : t < 30 ? 0.5 : 0.125,
    exact: { 0: 1, 9: 1, 10: 0.5, 29: 0.5, 30: 0.125, 1000: 0.125 }, largest: 1,
  },
  {
    name: 'exponential', schedule: exponential({ initial: 0.8, factor: 0.5, steps: 20 }), formula: (t) => 0.8 * 0.5 ** (t / 20),
    exact: { 0: 0.8, 20: 0.4, 40: 0.2, 1000: 0.8 * 2 ** -50 }, largest: 0.8,
  },
  {
    name: 'exponentialBounded', schedule: exponential({ initial: 0.8, factor: 0.5, steps: 20, final: 0.1 }), formula: (t) => Math.max(0.1, 0.8 * 0.5 ** (t / 20)),
    exact: { 0: 0.8, 40: 0.2, 61: 0.1, 1000: 0.1 }, largest: 0.8,
  },
  {
    name: 'polynomial', schedule: polynomial({ initial: 0.9, final: 0.1, steps: 100, power: 2 }), formula: (t) => 0.1 + 0.8 * (1 - Math.min(1, t / 100)) ** 2,
    exact: { 0: 0.9, 100: 0.1, 101: 0.1, 1000: 0.1 }, largest: 0.9,
  },
  {
    name: 'linear', schedule: linear({ initial: 0.9, final: 0.1, steps: 100 }), formula: (t) => line(0.9, 0.1, t / 100),
    exact: { 0: 0.9, 100: 0.1, 101: 0.1, 1000: 0.1 }, largest: 0.9,
  },
  {
    name: 'cosine', schedule: cosine({ initial: 0.8, final: 0.1, steps: 100 }), formula: (t) => wave(0.8, 0.1, Math.min(1, t / 100)),
    exact: { 0: 0.8, 100: 0.1, 101: 0.1, 1000: 0.1 }, largest: 0.8,
  },
  {
    name: 'warmUp', schedule: warmUp({ steps: 10 }, cosine({ initial: 0.5, steps: 90 })), formula: (t) => t < 10 ? 0.05 * t : wave(0.5, 0, Math.min(1, (t - 10) / 90)),
    exact: { 0: 0, 10: 0.5, 55: 0.25, 100: 0, 1000: 0 }, largest: 0.5,
  },
  {
    name: 'oneCycle', schedule: oneCycle({ peak: 1, steps: 100 }), formula: (t) => t < 30 ? wave(0.04, 1, t / 30) : wave(1, 4e-6, Math.min(1, (t - 30) / 70)),
    exact: { 0: 0.04, 30: 1, 100: 4e-6, 1000: 4e-6 }, largest: 1,
  },
  {
    name: 'join', schedule: join([constant(1), linear({ initial: 0.5, steps: 20 }), constant(0.125)], [10, 30]),
    formula: (t) => t < 10 ? 1 : t < 30 ? line(0.5, 0, (t - 10) / 20) : 0.125, exact: { 0: 1, 9: 1, 10: 0.5, 20: 0.25, 30: 0.125, 1000: 0.125 }, largest: 1,
  },
  {
    name: 'restarts', schedule: restarts({ initial: 0.5, period: 10, growth: 2 }), formula: (t) => wave(0.5, 0, cycle(t)),
    exact: { 0: 0.5, 5: 0.25, 10: 0.5, 20: 0.25, 30: 0.5, 70: 0.5, 1270: 0.5 }, largest: 0.5,
  },
  {
    name: 'restarts of one length', schedule: restarts({ initial: 0.5, final: 0.125, period: 7 }), formula: (t) => wave(0.5, 0.125, t % 7 / 7),
    exact: { 0: 0.5, 7: 0.5, 700: 0.5, 7_000_000: 0.5 }, largest: 0.5,
  },
]
