export { compareOptimizers, type OptimizersAsked } from './compare-optimizers.ts'
export { everyOptimizer } from './every-optimizer.ts'
export { printOptimizers } from './print.ts'
export type { OptimizerComparison, OptimizersReport, OptimizerWitness, WorstOf } from './report.ts'
