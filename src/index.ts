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
export type { Ops, ScanBody, Window, Windows } from './ops.ts'
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
export * from './layers/index.ts'
export type { Initializer } from './initializers/initializer.ts'
export {
  glorotNormal, glorotUniform, heNormal, heUniform, lecunNormal, lecunUniform,
} from './initializers/variance-scaling.ts'

// Losses and optimizers
export * from './losses/index.ts'
export type { Optimizer, OptimizerDescription, UpdateRule } from './optimizers/optimizer.ts'
export type { LearningRate } from './optimizers/learning-rate.ts'
export { type PerTensor, perTensor, type Slots } from './optimizers/per-tensor.ts'
export { type Schedule, schedule, type ScheduleDescription, showSchedule } from './schedules/schedule.ts'
export { adadelta, type AdadeltaSettings } from './optimizers/adadelta.ts'
export { adagrad, type AdagradSettings } from './optimizers/adagrad.ts'
export { adam, type AdamSettings, type AdamSlots } from './optimizers/adam.ts'
export { adamax } from './optimizers/adamax.ts'
export { adamw, type AdamwSettings } from './optimizers/adamw.ts'
export { amsgrad } from './optimizers/amsgrad.ts'
export { centeredRmsprop } from './optimizers/centered-rmsprop.ts'
export { lamb } from './optimizers/lamb.ts'
export { lion, type LionSettings } from './optimizers/lion.ts'
export type { MomentSettings } from './optimizers/moments.ts'
export { momentum, type MomentumSettings } from './optimizers/momentum.ts'
export { nadam } from './optimizers/nadam.ts'
export { radam, type RadamSettings } from './optimizers/radam.ts'
export { rmsprop, type RmspropSettings } from './optimizers/rmsprop.ts'
export { sgd } from './optimizers/sgd.ts'
export { tfjsAdadelta } from './optimizers/tfjs-adadelta.ts'
export { tfjsAdagrad } from './optimizers/tfjs-adagrad.ts'
export { tfjsAdam } from './optimizers/tfjs-adam.ts'
export { tfjsAdamax, type TfjsAdamaxSettings } from './optimizers/tfjs-adamax.ts'
export { tfjsCenteredRmsprop, tfjsRmsprop } from './optimizers/tfjs-rmsprop.ts'

// Transformations of gradients, and learning rates that change
export {
  accumulate, type AccumulateSlots, addNoise, type AverageSettings, type AverageSlots, averageWeights, chain, clipByGlobalNorm, clipByNorm,
  clipByValue, type Count, type Counted, decoupledWeightDecay, freeze, globalNorm, type Group, type HasParameters, masked, type NoiseSettings,
  type NoiseSlots, type Only, partition, type PathOf, type Paths, scaleBy, skipNonFinite, type SkipSlots, type Stateless, weightDecay, type Without,
} from './transformations/index.ts'
export * as schedules from './schedules/index.ts'
export * as initializers from './initializers/index.ts'

// Training
export { evaluate, predict, type Weights } from './train/evaluate.ts'
export { fold, type FoldsBatches } from './train/fold.ts'
export { type Differentiated, differentiate } from './train/gradients.ts'
export { type Batch, initialize, type Metrics, stateFrom, type Trainable, type TrainState } from './train/state.ts'
export { type StepProgram, trainStep, type TrainStep } from './train/step.ts'

// Metrics
export { accuracy } from './metrics/accuracy.ts'
export * as metrics from './metrics/index.ts'
export { combine, measure } from './metrics/measure.ts'
export type { ClassMetric, Metric, NumberMetric } from './metrics/metric.ts'

// Data in memory
export { augment, type Augmentation, inTurn, onInputs } from './data/augment.ts'
export { batches, type BatchOf, type BatchSettings, type Remainder } from './data/batches.ts'
export { batchStream, type BatchStream, mapBatches } from './data/batch-stream.ts'
export {
  type Alphabet, alphabetOf, characterWindows, type CharacterWindows, decodeCharacters, encodeCharacters,
} from './data/characters.ts'
export type { ConstantColumns, MapInputs, ScaleSettings } from './data/column-scale.ts'
export { countOf, dataset, type Dataset, datasetOf, examplesAt } from './data/dataset.ts'
export { datasetHash } from './data/dataset-hash.ts'
export { jitter } from './data/jitter.ts'
export type { ImageSettings, ImageShape } from './data/moved-pixels.ts'
export { oneHot } from './data/one-hot.ts'
export { evaluateOn, predictOn, type Predictor } from './data/over-dataset.ts'
export { randomFlip } from './data/random-flip.ts'
export { randomShift } from './data/random-shift.ts'
export { rescale, rescaling, type Rescaling } from './data/rescale.ts'
export { inRows, type Rows } from './data/rows.ts'
export { shuffled } from './data/shuffled.ts'
export { splitDataset, type SplitDataset } from './data/split-dataset.ts'
export { standardization, type Standardization, standardize } from './data/standardize.ts'

// Files as bytes and text; reading and writing files is in `pullback/node`
export { npzToSafetensors, safetensorsToNpz } from './formats/convert.ts'
export { decodeIdx } from './formats/idx.ts'
export { type Json, parseJsonLines, showJsonLines } from './formats/json-lines.ts'
export {
  type KerasLayer, type KerasPart, type KerasWeight, type LayersModelFiles, type LayersModelOptions, type LayersModelRow, layersModelRows,
  type NoRow, type Position, toLayersModel,
} from './formats/layers-model.ts'
export { fromNamed, type NamedOptions, toNamed } from './formats/named.ts'
export { decodeNpy, encodeNpy } from './formats/npy.ts'
export { decodeNpz, encodeNpz, type NpzOptions } from './formats/npz.ts'
export { decodeSafetensors, encodeSafetensors, type SafetensorsFile } from './formats/safetensors.ts'
export { type DataError, showDataError } from './io/data-error.ts'

// Derivatives of any function
export {
  type Examples, grad, hessianVectorProduct, jvp, type PerExample, perExampleGradients, type Program, type ScalarFirst, type Stacked, type StackedTensor,
  valueAndGrad, vjp,
} from './differentiate/index.ts'

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
export type { Graph, Loop, Node, Port } from './engines/trace/graph.ts'
export { listing } from './engines/trace/listing.ts'
export { trace, type Traced } from './engines/trace/trace.ts'

// Worked examples
export { explainMarkdown } from './engines/explain/markdown.ts'
export { explainText, type Layout } from './engines/explain/text.ts'
export { explain, type Line, telling } from './engines/explain/worked-example.ts'

// From fp-ts: pipes, and what functions return that can fail
export { Either, flow, pipe, TaskEither } from './fp.ts'
