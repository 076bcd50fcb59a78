import type { OptimizerDescription } from '../optimizers/optimizer.ts'
import { showSchedule } from '../schedules/schedule.ts'

/** `adam(learningRate 0.001, beta1 0.9)`, and `chain(clipByGlobalNorm(max 1), sgd(learningRate 0.1))`, for people. */
export const showOptimizer: (description: OptimizerDescription) => string = showSchedule

/** A metric in four digits that tell something. */
export const showMetric = (value: number): string => String(Number(value.toPrecision(4)))
