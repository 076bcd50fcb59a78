import { ok } from 'node:assert/strict'
import { initialize, key, tree } from '../src/index.ts'
import type { Experiment } from '../src/node.ts'
import { gruExperiment, lstmExperiment, lstmStep } from './networks/recurrent-networks.ts'
import { trained } from './networks/trained.ts'
import { heading, paragraph, table } from './print.ts'

heading('19  Characters, one after another')

paragraph(`An LSTM and a GRU that say the next character of a text. A step of either is written once; over 32 characters it is run by a scan,
which stays one node of the graph and becomes a loop of the machine, and its way back is the same loop the other way.`)

const first = initialize(lstmStep, key(42))
table(['parameter', 'shape'], tree.leaves(first.params).map(({ path, tensor }) => [path, `[${(tensor.shape as readonly number[]).join(', ')}]`]))

/** Trains one of them, and holds it to a perplexity. */
const shown = async (name: string, experiment: Experiment, most: number): Promise<void> => {
  const { outcome, chain } = await trained(experiment)
  paragraph(`The ${name}, trained on 32,768 characters of Shakespeare's sonnets with dropout, judged on others. Perplexity is between how many
characters it hesitates: 59 for who knows nothing, 22 for who knows how frequent each is.`)
  table(['step', 'perplexity'], outcome.evaluations.map(({ step, metrics }) => [String(step), (metrics['perplexity'] ?? NaN).toFixed(3)]))
  ok((outcome.evaluations.at(-1)?.metrics['perplexity'] ?? Infinity) < most)
  paragraph(`At most ${most} is what it is held to. The trained weights have the SHA-256
${outcome.parameters}
and the receipt's chain ends with
${chain}.`)
}

await shown('LSTM', lstmExperiment, 7.6)
await shown('GRU', gruExperiment, 6.8)
