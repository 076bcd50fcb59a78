import type { OptimizerDescription } from '../optimizers/optimizer.ts'

/** What a rule says of itself, and nothing else of it. */
export const descriptionOf = ({ kind, settings, parts }: OptimizerDescription): OptimizerDescription =>
  ({ kind, settings, ...(parts === undefined ? {} : { parts }) })
