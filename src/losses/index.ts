/** Every public name of the losses, and nothing else. */
export { meanAbsoluteError } from './absolute-error.ts'
export type { ClassWeights } from './class-weights.ts'
export { cosineDistance } from './cosine-distance.ts'
export type { CrossEntropySettings } from './cross-entropy-settings.ts'
export { binaryCrossEntropy, binaryCrossEntropyWith, categoricalCrossEntropy, categoricalCrossEntropyWith } from './cross-entropy.ts'
export { sigmoidCrossEntropy, sigmoidCrossEntropyWith, softmaxCrossEntropy, softmaxCrossEntropyWith } from './cross-entropy-on-logits.ts'
export { hinge, squaredHinge } from './hinge.ts'
export { huber } from './huber.ts'
export { ignoring, type PlainLoss } from './ignoring.ts'
export { klDivergence } from './kl-divergence.ts'
export { logCosh } from './log-cosh.ts'
export type { LabelCondition, LabelRule, Loss, LossRule } from './loss.ts'
export { poisson } from './poisson.ts'
export { reduced } from './reduced.ts'
export type { Reduction } from './reduction.ts'
export { type RowLoss, rowLoss, type RowLossAbout, type RowLossRule, type Terms } from './row-loss.ts'
export {
  sparseCategoricalCrossEntropy, sparseCategoricalCrossEntropyWith, type SparseLoss, type SparseSettings, sparseSoftmaxCrossEntropy,
  sparseSoftmaxCrossEntropyWith,
} from './sparse-cross-entropy.ts'
export { halfSquaredError, meanSquaredError } from './squared-error.ts'
