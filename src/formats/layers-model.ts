import { concatBytes } from '@noble/hashes/utils.js'
import { Either, pipe } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import type { Net, Stage, Trees } from '../net.ts'
import { storageOf } from '../tensor/host.ts'
import { canonicalBytes } from '../tensor/kernels/canonical-bytes.ts'
import { toPrecision } from '../tensor/precision.ts'
import type { DType, Shape, Tensor, Tree } from '../tensor.ts'
import type { Json } from './json-lines.ts'
import { type KerasPart, type LayersModelRow, layersModelRows, type NoRow } from './layers-model-rows.ts'
import { quoted } from './quoted.ts'

export { type KerasLayer, type KerasPart, type KerasWeight, type LayersModelRow, layersModelRows, type NoRow, type Position } from './layers-model-rows.ts'

/** A TensorFlow.js LayersModel: the content of `model.json`, which names `weights.bin`, and that of `weights.bin`. */
export interface LayersModelFiles {
  readonly modelJson: { readonly [field: string]: Json }
  readonly weights: Uint8Array
}

export interface LayersModelOptions {
  /** how each kind of stage is exported: `layersModelRows`, to which rows of your own can be added */
  readonly rows?: Readonly<Record<string, LayersModelRow>>
}

export const MODEL_FILE = 'model.json'
export const WEIGHTS_FILE = 'weights.bin'

const INPUT = 'input'

type Rows = Readonly<Record<string, LayersModelRow>>

/** A part of the model, and the parameters that its stages have not taken. */
interface Growing extends KerasPart {
  readonly left: Trees
}

/** Stages one after another, each taking its parameters from the list. Names and places of a block begin with its own. */
const grown = (
  rows: Rows, stages: readonly Stage[], params: Trees, input: string, prefix: string, outer: string,
): Either.Either<NoRow, Growing> =>
  stages.reduce<Either.Either<NoRow, Growing>>((before, stage, i) => pipe(before, Either.chain((part) => {
    const [place, name] = [`${outer}${i}.${stage.kind}`, `${prefix}${stage.kind}_${i}`]
    const row = Object.hasOwn(rows, stage.kind) ? rows[stage.kind] : undefined
    if (row === undefined) return Either.left({ place, kind: stage.kind })
    const own: Tree = row.holds ? part.left[0] ?? [] : []
    const block = (inner: readonly Stage[]): Either.Either<NoRow, KerasPart> =>
      grown(rows, inner, Array.isArray(own) ? own : [], part.output, `${name}_`, `${place} > `)
    return pipe(row.build(stage, { name, input: part.output, params: own, block }), Either.map(({ layers, weights, output }): Growing => ({
      layers: [...part.layers, ...layers], weights: [...part.weights, ...weights], output, left: row.holds ? part.left.slice(1) : part.left,
    })))
  })), Either.right({ layers: [], weights: [], output: input, left: params }))

const topology = (batchShape: readonly (number | null)[], { layers, output }: KerasPart): Json => ({
  class_name: 'Model',
  config: {
    name: 'pullback',
    layers: [
      { class_name: 'InputLayer', name: INPUT, config: { batch_input_shape: batchShape, dtype: 'float32', sparse: false, name: INPUT }, inbound_nodes: [] },
      ...layers,
    ],
    input_layers: [[INPUT, 0, 0]],
    output_layers: [[output, 0, 0]],
  },
})

const sizesOf = ({ shape }: Tensor): Shape => shape as Shape

/**
 * A network with its parameters as a model that `tf.loadLayersModel` loads. Weights are float32; those in f64 are rounded once.
 *
 * The first axis of the network's input is the batch, which a LayersModel leaves open: `[32, 64]` becomes `[null, 64]`, so the
 * model takes any number of rows. An input of one axis, `[64]`, is one row: the model takes `[null, 64]` as well, and one row
 * goes in as `x.reshape([1, 64])`.
 *
 * Fails for a stage of a kind without a row, naming it; for an input without an axis; and for an input of whole numbers.
 */
export const toLayersModel = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor>(
  net: Net<P, S, A, B>, params: P, { rows = layersModelRows }: LayersModelOptions = {},
): Either.Either<DataError, LayersModelFiles> => {
  const [shape, dtype]: readonly [Shape, DType] = [net.in, net.dtype]
  const refused = (place: string, reason: string, remedy: string): Either.Either<DataError, never> =>
    Either.left({ file: MODEL_FILE, place, reason, remedy })
  if (shape.length === 0) return refused('the input', 'it has no axis, and a LayersModel has at least one for the batch', 'Give the network an input such as [1]')
  if (dtype !== 'float') return refused('the input', `it holds ${dtype}, and only real numbers can be exported`, 'Export the stages after it')
  return pipe(
    grown(rows, net.stages, params, INPUT, '', ''),
    Either.mapLeft(({ place, kind }): DataError => ({
      file: MODEL_FILE, place: `stage ${place}`, reason: `there is no layer for a stage of kind ${quoted(kind)}`,
      remedy: 'Give one: toLayersModel(net, params, { rows: { ...layersModelRows, … } })',
    })),
    Either.map((part) => ({
      modelJson: {
        format: 'layers-model', generatedBy: 'pullback', convertedBy: null,
        modelTopology: topology([null, ...(shape.length === 1 ? shape : shape.slice(1))], part),
        weightsManifest: [{ paths: [WEIGHTS_FILE], weights: part.weights.map(({ name, tensor }) => ({ name, shape: sizesOf(tensor), dtype: 'float32' })) }],
      },
      weights: concatBytes(...part.weights.map(({ tensor }) => canonicalBytes(storageOf('toLayersModel', toPrecision('f32')(tensor))))),
    })),
  )
}
