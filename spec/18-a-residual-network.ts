import { ok } from 'node:assert/strict'
import { initialize, key, tree } from '../src/index.ts'
import { residualExperiment, residualNetwork, residualStep } from './networks/residual-network.ts'
import { trained } from './networks/trained.ts'
import { heading, paragraph, table } from './print.ts'

heading('18  A residual network with batch norm')

paragraph(`Blocks whose result is added to what they were given, and batch norm, whose running statistics are state that the step hands on: it
moves in training and stands still in use.`)

const first = initialize(residualStep, key(42))
table(['stage', 'output'], residualNetwork.stages.map(({ kind, out, inner }) =>
  [inner === undefined ? kind : `${kind} of ${inner.map((stage) => stage.kind).join(', ')}`, `[${out.join(', ')}]`]))
paragraph(`${tree.leaves(first.params).length} tensors of parameters; ${tree.leaves(first.state).length} of state.`)

const { outcome, chain } = await trained(residualExperiment)
paragraph('Trained with Nesterov momentum on 1,440 handwritten digits, judged with the running statistics on 357 others:')
table(['step', 'accuracy'], outcome.evaluations.map(({ step, metrics }) => [String(step), (metrics['accuracy'] ?? NaN).toFixed(4)]))
ok((outcome.evaluations.at(-1)?.metrics['accuracy'] ?? 0) > 0.98)
paragraph(`At least 98 % is what it is held to. The trained weights have the SHA-256
${outcome.parameters}
and the receipt's chain ends with
${chain}.`)
