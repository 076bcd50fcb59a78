import { requireThat } from '../../misuse.ts'
import { cores } from './platform.ts'
import type { Plan } from './plan/plan.ts'

/** Work above which several threads are faster than one; the figure was measured, see the README. */
const WORTH_THREADS = 150_000

/** Refuses what is no number of threads. */
export const requireThreads = (asked: number | undefined): void => {
  requireThat(asked === undefined || (Number.isInteger(asked) && asked >= 1 && asked <= 255), 'compile', () =>
    `${asked} is not a number of threads from 1 to 255`)
}

/** The threads that share a plan's work: those that were asked for, or all cores where that is faster. */
export const threadsFor = ({ instructions }: Plan, asked: number | undefined): number => {
  const work = instructions.reduce((sum, instruction) => sum + instruction.work, 0)
  return asked ?? (work < WORTH_THREADS ? 1 : Math.min(cores(), 255))
}
