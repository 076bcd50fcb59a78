/** Schedules: pure functions of the number of updates made before. */

export { constant } from './constant.ts'
export { cosine, type CosineSettings } from './cosine.ts'
export { exponential, type ExponentialSettings } from './exponential.ts'
export { join } from './join.ts'
export { linear, type LinearSettings } from './linear.ts'
export { oneCycle, type OneCycleSettings } from './one-cycle.ts'
export { piecewiseConstant, type PiecewiseConstantSettings } from './piecewise-constant.ts'
export { polynomial, type PolynomialSettings } from './polynomial.ts'
export { restarts, type RestartsSettings } from './restarts.ts'
export { step, type StepSettings } from './step.ts'
export { warmUp, type WarmUpSettings } from './warm-up.ts'
