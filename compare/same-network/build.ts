import type { LayersModel, Rank, Scalar, SymbolicTensor, Tensor as Inner, Variable } from '@tensorflow/tfjs'
import { f32 } from '../../src/engines/eager/index.ts'
import type { Stage } from '../../src/net.ts'
import { identity } from '../../src/net.ts'
import type { Float, Key, Shape } from '../../src/tensor.ts'
import { someNet, type SomeNet } from '../case.ts'
import type { Described } from '../described.ts'
import type { Tf } from '../tensorflow/index.ts'
import type { CannotDo } from '../witness.ts'
import { type LossRow, lossRows } from './losses.ts'
import { type OptimizerRow, optimizerRows } from './optimizers.ts'
import type { Settings } from './settings.ts'
import { type Block, type Blocks, type Held, type StageRow, stageRows } from './stages/index.ts'

/** What can be built apart: kinds of stages, losses and optimizers. */
export interface Tables {
  readonly stages: Readonly<Record<string, StageRow>>
  readonly losses: Readonly<Record<string, LossRow>>
  readonly optimizers: Readonly<Record<string, OptimizerRow>>
}

export const tables: Tables = { stages: stageRows, losses: lossRows, optimizers: optimizerRows }

const kindsOf = (stages: readonly Stage[]): readonly string[] => stages.flatMap(({ kind, inner }) => [kind, ...kindsOf(inner ?? [])])

const known = (table: object, kind: string): boolean => Object.hasOwn(table, kind)

const withoutRow = (what: string): CannotDo =>
  ({ kind: 'cannot do', reason: `there is no row for ${what}`, remedy: 'add a row: tensorFlowWitness(name, { tables })' })

/** The first thing that has no row and that nothing can be said without, in words; `undefined` when everything has one. */
export const missing = ({ stages, losses }: Tables, { step, lossKind }: Described): CannotDo | undefined => {
  const stage = kindsOf(step.net.stages).find((kind) => !known(stages, kind))
  return stage !== undefined ? withoutRow(`a stage of kind "${stage}"`)
    : !known(losses, lossKind) ? withoutRow(`the loss "${lossKind}"`)
    : step.net.in.length === 0 ? { kind: 'cannot do', reason: 'tf.layers has no input without an axis' }
    : undefined
}

/** What cannot be said of an optimizer without a row: loss and gradients do not need it. */
export const missingOptimizer = ({ optimizers }: Tables, { optimizerKind }: Described): CannotDo | undefined => {
  const { reason, ...others } = withoutRow(`the optimizer "${optimizerKind}"`)
  return known(optimizers, optimizerKind) ? undefined : { ...others, reason: `weights and slots were NOT CHECKED, since ${reason}` }
}

const rowOf = <Row>(table: Readonly<Record<string, Row>>, kind: string): Row => {
  const row = table[kind]
  if (row === undefined) throw new Error(`no row for "${kind}"`)
  return row
}

/** The network in our vocabulary with the arithmetic of theirs. */
export const arithmeticOf = ({ stages }: Tables, net: SomeNet): SomeNet => {
  const grow: Blocks['arithmetic'] = (list) => (prev) =>
    list.reduce((net, stage) => rowOf(stages, stage.kind).arithmetic(stage, { arithmetic: grow })(net), prev)
  return grow(net.stages)(someNet(identity<Float<Shape>>(net.in, 'float')))
}

const unstated: Blocks['arithmetic'] = () => (prev) => prev

/** A model of tf.layers, and the layers that hold its weights and its state, shaped like our parameters and our state. */
export interface Built {
  readonly model: LayersModel
  readonly held: readonly Held[]
  readonly state: readonly Held[]
}

/** tf.layers puts the batch first, so a single row becomes a batch of one. */
export const batched = (shape: Shape): number[] => shape.length === 1 ? [1, ...shape] : [...shape]

/** What is at hand, or nothing, as a list. */
const listed = (held: Held | undefined): readonly Held[] => held === undefined ? [] : [held]

/**
 * The network built with tf.layers from its description alone, for a step in which its stages draw from the keys under `key`. Inside a
 * tidy; the model is to be disposed of.
 */
export const buildModel = (tf: Tf, { stages }: Tables, net: SomeNet, key: Key): Built => {
  const grow = (list: readonly Stage[], x: SymbolicTensor, from: Key): Block => list.reduce<Block>(
    ({ output, held, state }, stage, i) => {
      const own = f32.foldIn(from, i)
      const grown = rowOf(stages, stage.kind).build(tf, stage, output, {
        key: own, build: (inner, start, under = own) => grow(inner, start, under), arithmetic: unstated,
      })
      return { output: grown.output, held: [...held, ...listed(grown.held)], state: [...state, ...listed(grown.state)] }
    }, { output: x, held: [], state: [] })
  const inputs = tf.input({ batchShape: batched(net.in), dtype: 'float32' })
  const { output, ...kept } = grow(net.stages, inputs, key)
  return { model: tf.model({ inputs, outputs: output }), ...kept }
}

/** A weight of theirs, at the path of ours. */
export interface Placed {
  readonly path: string
  readonly variable: Variable
  readonly frozen: boolean
}

const isList = (held: Held): held is readonly Held[] => Array.isArray(held)

/** Every weight that layers hold with its path in our tree: of those that are trained, or of those that are not. */
export const placed = (
  tf: Tf, held: readonly Held[], which: 'trainableWeights' | 'nonTrainableWeights' = 'trainableWeights', prefix = '',
): readonly Placed[] =>
  held.flatMap((one, i) => isList(one)
    ? placed(tf, one, which, `${prefix}${i}.`)
    : one.names.flatMap((name, j) => {
      // Their LayerVariable gives its tf.Variable out as a plain tensor.
      const variable = one.layer[which][j]?.read()
      return variable instanceof tf.Variable ? [{ path: `${prefix}${i}.${name}`, variable, frozen: one.frozen === true }] : []
    }))

/** The loss as their user would write it, as one number. */
export const lossOf = (tf: Tf, tables: Tables, { lossKind, lossSettings }: Described, y: Inner, t: Inner): Scalar =>
  tf.reshape<Rank.R0>(rowOfLoss(tables, lossKind, lossSettings).build(tf, y, t), [])

/** The row of a loss that was told these settings. */
export const rowOfLoss = ({ losses }: Tables, kind: string, settings: Settings = {}): LossRow => {
  const row = rowOf(losses, kind)
  return row.told?.(settings) ?? row
}
/** In the place of an optimizer that has no row: it moves nothing, and what it gives is not looked at. */
const standIn: OptimizerRow = { build: (tf) => tf.train.sgd(0) }

export const rowOfOptimizer = ({ optimizers }: Tables, kind: string): OptimizerRow => optimizers[kind] ?? standIn
