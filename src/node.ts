/** Every public name of `pullback/node`: what reads and writes files. Node, Bun and Deno have what it needs, browsers do not. */

// Files that cannot be used
export { type DataError, showDataError } from './io/data-error.ts'
export { readBytes, readText } from './io/read-file.ts'
export { writeFileAtomically } from './io/write-file.ts'

// Reading and writing tensors and tables
export { readCsv, readIdx, readJsonLines, readNpy, readNpz, readSafetensors } from './io/read-formats.ts'
export { writeNpy, writeNpz, writeSafetensors } from './io/write-formats.ts'
export { writeLayersModel } from './io/write-layers-model.ts'
export { type Cell, category, number as numberCell, type Range, text as textCell, whole as wholeCell } from './formats/csv-cell.ts'
export { parseTable, type TableColumn, type TableColumns, type TableOptions, type TableRow } from './formats/csv.ts'
export type { Json } from './formats/json-lines.ts'
export type { LayersModelOptions } from './formats/layers-model.ts'
export type { NpzOptions } from './formats/npz.ts'
export type { SafetensorsFile } from './formats/safetensors.ts'

// Checkpoints
export { type Checkpoint, inspectCheckpoint, type Inspected, loadCheckpoint, saveCheckpoint } from './io/checkpoint.ts'

// Data that ships with the package
export { readCharacterWindows } from './data/read-characters.ts'
export { type Digit, digitsDataset, readDigits } from './data/digits.ts'
export { irisSpecies, readIris } from './data/iris.ts'
export { readMnist } from './data/mnist.ts'
export { shipped, version } from './io/package-root.ts'

// Experiments
export {
  type Cadence, type Config, type DataSource, type Evaluation, experiment, type Experiment, type Goal, type SomeTraining, training, type Training, type Widened,
} from './run/experiment.ts'

// A run
export type { RunComparison } from './run/comparison.ts'
export type { EngineChoice } from './run/engine.ts'
export type { RunEvent } from './run/event.ts'
export type { Outcome } from './run/finish.ts'
export { type RunFolder, runFolder } from './run/folder.ts'
export type { Evaluated } from './run/history.ts'
export type { NetworkDescription, Recipe, Source } from './run/recipe.ts'
export { type FindExperiment, prepareAgain, resume } from './run/resume.ts'
export { run } from './run/run.ts'
export type { RunOptions } from './run/run-options.ts'
export { type Order, prepare, type Prepared } from './run/session.ts'
export type { SomeBatch, SomeState, SomeStep } from './train/some-step.ts'

// Receipts
export { compareReceipts, type ReceiptComparison, type Told as ToldReceipt } from './run/compare-receipts.ts'
export { type Evidence, evidenceBeside } from './run/evidence.ts'
export type { Link } from './run/link.ts'
export type { ElementDifference } from './run/locate.ts'
export { readReceipt, type Receipt, writeReceipt } from './run/receipt.ts'
export { type Parting, replay, type Replay, type Told as ToldReplay } from './run/replay.ts'
