import type { LabelCondition, LabelRule } from './loss.ts'

const named: Readonly<Record<Extract<LabelRule, string>, LabelCondition>> = {
  any: { holds: () => true, name: 'a number' },
  finite: { holds: Number.isFinite, name: 'a finite number' },
  probabilities: { holds: (t) => t >= 0 && t <= 1, name: 'a probability from 0 to 1' },
}

/** What a rule asks of every label. */
export const conditionOf = (rule: LabelRule): LabelCondition => typeof rule === 'string' ? named[rule] : rule

/** −1 for no and 1 for yes, as for a hinge. */
export const signs: LabelCondition = { holds: (t) => t === -1 || t === 1, name: '-1 or 1' }

/** What can be counted. */
export const counts: LabelCondition = { holds: (t) => t >= 0 && t < Infinity, name: 'a finite number from 0 up' }

/** A class, or the number of rows that do not count. */
export const classes = (classCount: number, ignored: number): LabelCondition => ({
  holds: (t) => t === ignored || (t >= 0 && t < classCount),
  name: `a class from 0 to ${classCount - 1}, nor ${ignored}, which is ignored`,
})

/** The same, or one value more. */
export const orValue = (rule: LabelRule, value: number): LabelCondition => {
  const { holds, name } = conditionOf(rule)
  return { holds: (t) => t === value || holds(t), name: `${name}, nor ${value}, which is ignored` }
}
