import type { Goal } from './experiment.ts'

/** An evaluation with the number of steps that had been taken. */
export interface Evaluated {
  readonly step: number
  readonly metrics: Readonly<Record<string, number>>
}

/** How the best of the evaluations stands. */
export interface Standing {
  /** where it was reached first; nothing before the first evaluation, or where the metric was never a number */
  readonly best?: { readonly step: number; readonly value: number }
  /** evaluations since then */
  readonly since: number
}

const betterThan = ({ better }: Goal, a: number, b: number): boolean => better === 'larger' ? a > b : a < b

/** The standing after all evaluations, in their order. NaN is never better, and equal is not better. */
export const standingOf = (goal: Goal, evaluations: readonly Evaluated[]): Standing =>
  evaluations.reduce<Standing>((standing, { step, metrics }) => {
    const value = metrics[goal.metric] ?? NaN
    const { best } = standing
    return !Number.isNaN(value) && (best === undefined || betterThan(goal, value, best.value))
      ? { best: { step, value }, since: 0 }
      : { ...standing, since: standing.since + 1 }
  }, { since: 0 })

/** Whether so many evaluations in a row brought nothing better. */
export const isStale = (goal: Goal, patience: number | undefined, evaluations: readonly Evaluated[]): boolean =>
  patience !== undefined && standingOf(goal, evaluations).since >= patience
