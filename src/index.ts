/** Every public name of `pullback`, and nothing else. */

// Tensors
export type {
  Bits, Cotangent, DType, Fixed, FixedSize, Float, Ids, Key, Mask, Scalar, Shape, Some, Tensor, Tree,
} from './tensor.ts'
export { fromFlat, type Nested, type NestedShape, tensor } from './tensor/construct.ts'
export { item, type NestedArrays, toFlat, toNested } from './tensor/read.ts'
export { equals, treeEquals } from './tensor/equality.ts'
export { hash, hashTree } from './tensor/hash.ts'
export { toPrecision } from './tensor/precision.ts'
export { type Precision, precisionOf } from './tensor/host.ts'
export { gradientMonoid, tensorEq, tensorShow, treeEq } from './tensor/instances.ts'
export * as tree from './tree.ts'
export type { Leaf } from './tree.ts'

// The vocabulary and its engines
export type { Ops, Window } from './ops.ts'
export { f32, f64 } from './engines/eager/index.ts'
export * as math from './math/index.ts'
export { Misuse } from './misuse.ts'

// Randomness
export { foldIn, key, split } from './random/key.ts'
export { normal } from './random/normal.ts'
export { permutation } from './random/permutation.ts'
export { truncatedNormal } from './random/truncated-normal.ts'
export { uniform } from './random/uniform.ts'

// Networks
export { type Env, identity, ids, input, type Net, type Para, type Stage, type Stateful, type Trees, type Vjp } from './net.ts'
export { map, type StageName, withParams, withState } from './stages.ts'
export { dense, type Dense } from './layers/dense.ts'
export { elementwise, type ElementwiseMap, type ElementwiseStage } from './layers/elementwise.ts'
export { is } from './layers/is.ts'
export { linear, type Linear } from './layers/linear.ts'
export { relu } from './layers/relu.ts'
export { residual } from './layers/residual.ts'
export { sigmoid } from './layers/sigmoid.ts'
export { softmax } from './layers/softmax.ts'
export { tanh } from './layers/tanh.ts'
export type { Initializer } from './initializers/initializer.ts'
export {
  glorotNormal, glorotUniform, heNormal, heUniform, lecunNormal, lecunUniform,
} from './initializers/variance-scaling.ts'

// Losses and optimizers
export type { LabelRule, Loss, LossRule } from './losses/loss.ts'
export { binaryCrossEntropy, categoricalCrossEntropy } from './losses/cross-entropy.ts'
export { sigmoidCrossEntropy, softmaxCrossEntropy } from './losses/cross-entropy-on-logits.ts'
export { halfSquaredError, meanSquaredError } from './losses/squared-error.ts'
export type { Optimizer, OptimizerDescription, UpdateRule } from './optimizers/optimizer.ts'
export type { LearningRate } from './optimizers/learning-rate.ts'
export { type PerTensor, perTensor, type Slots } from './optimizers/per-tensor.ts'
export { type Schedule, schedule, type ScheduleDescription, showSchedule } from './schedules/schedule.ts'
export { adam, type AdamSettings, type AdamSlots } from './optimizers/adam.ts'
export { sgd } from './optimizers/sgd.ts'

// Training
export { evaluate, predict, type Weights } from './train/evaluate.ts'
export { fold, type FoldsBatches } from './train/fold.ts'
export { type Differentiated, differentiate } from './train/gradients.ts'
export { type Batch, initialize, type Metrics, stateFrom, type Trainable, type TrainState } from './train/state.ts'
export { type StepProgram, trainStep, type TrainStep } from './train/step.ts'
export { accuracy } from './metrics/accuracy.ts'

// Gradient check
export {
  checkGradient, type CheckedSlope, type GradientCheckOptions, type GradientReport, type ScalarFunction,
} from './check/gradient-check.ts'
export type { GradientVerdict } from './check/judge.ts'
export { assertGradients, gradientCheck, GradientMismatch, showGradientReport } from './check/network-gradients.ts'

// The fast engine
export { compile } from './engines/wasm/compile.ts'
export type { Compiled, CompileOptions, Inspectable } from './engines/wasm/compiled-function.ts'
export type { CompiledStep } from './engines/wasm/compiled-step.ts'

// Graphs of traced functions
export { counts, type Counts } from './engines/trace/counts.ts'
export { dot, mermaid } from './engines/trace/drawing.ts'
export type { Graph, Node, Port } from './engines/trace/graph.ts'
export { listing } from './engines/trace/listing.ts'
export { trace, type Traced } from './engines/trace/trace.ts'

// Worked examples
export { explainMarkdown } from './engines/explain/markdown.ts'
export { explainText, type Layout } from './engines/explain/text.ts'
export { explain, type Line, telling } from './engines/explain/worked-example.ts'

// From fp-ts: pipes, and what functions return that can fail
export { Either, flow, pipe, TaskEither } from './fp.ts'
