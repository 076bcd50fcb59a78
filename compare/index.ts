/** Every public name of `pullback/compare`, and nothing else. */

// Comparing
export { compareStep, type Comparison, defaultWitnesses } from './compare-step.ts'
export type { Element, Report, Row, Summary, TensorFlowVerdict, Verdict, WitnessReport } from './report/report.ts'
export { reportFromJson, reportToJson } from './report/json.ts'
export { printReport, printSummary, printWitnesses } from './report/print.ts'

// Optimizers beside those of TensorFlow.js, each going on by itself
export {
  compareOptimizers, everyOptimizer, type OptimizerComparison, type OptimizersAsked, type OptimizersReport, type OptimizerWitness, printOptimizers,
  type WorstOf,
} from './optimizers/index.ts'

// Every layer of the table, proven
export {
  type AnyNet, type Column, compareLayers, everyLayer, type LayerComparison, type LayerRow, type LayersAsked, type LayersReport, layersTable,
  type LayersWitness, type LayerTypes, printLayers, type Proof, type ProofOutcome, proofs, type Variant, type VariantComparison,
} from './layers/index.ts'

// Witnesses
export type { CannotDo, Mode, OpenWitness, Stated, Testimony, Way, Witness, WitnessUnavailable } from './witness.ts'
export type { Quantity, QuantityKind } from './quantity.ts'
export type { Case, SomeBatch, SomeLoss, SomeNet, SomeOptimizer, SomeState, SomeStep } from './case.ts'
export { backends, tensorFlowWitness, type TensorFlowOptions } from './tensorflow-witness.ts'
export { finiteDifferences } from './finite-differences.ts'
export {
  type Blocks, type Grown, type Held, type Holder, type LossRow, type OptimizerRow, type Settings, type SlotNames, type StageRow, type Tables, tables,
} from './same-network/index.ts'
export { type Fault, faults, showFault, type TouchedFault } from './faults.ts'
export { layerFaults } from './layer-faults.ts'

// Bounds
export { type Accuracy, accuracyOf, type Elementary } from './bound/accuracy.ts'
export { bounded, type Bounded, boundedOf, boundOps, type Reading } from './bound/index.ts'
export { probableErrorOf, samplingOps } from './probable/index.ts'

// Examples
export { allExamples, type Example, exampleNamed, examples, type UnknownExample } from './examples/index.ts'

// TensorFlow.js itself: finding, building and opening it
export * from './tensorflow/index.ts'
