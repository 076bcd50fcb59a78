import { ok } from 'node:assert/strict'
import { counts, f32, initialize, key, trace, tree } from '../src/index.ts'
import { lenet, lenetExperiment, lenetStep } from './networks/lenet.ts'
import { trained } from './networks/trained.ts'
import { heading, paragraph, table } from './print.ts'

heading('17  LeNet')

paragraph(`Two convolutions, each followed by the largest of four, then three dense layers. Only the shape of the input is written; every other
size follows, for the compiler as for the running program.`)
table(['stage', 'output'], [['input', `[${lenet.in.join(', ')}]`], ...lenet.stages.map(({ kind, out }) => [kind, `[${out.join(', ')}]`])])

const batch = f32.fill([32, 8, 8, 1], 0)
const first = initialize(lenetStep, key(42))
table(['parameter', 'shape'], tree.leaves(first.params).map(({ path, tensor }) => [path, `[${(tensor.shape as readonly number[]).join(', ')}]`]))

const { graph } = trace((ops) => (params: typeof first.params, x: typeof batch) =>
  lenet.forward(ops, { key: key(0), train: false })(params, [], x)[0], [first.params, batch])
paragraph(`A pass over 32 images takes ${counts(graph).multiplyAdds} multiply-adds. Windows are read where they lie: no instruction writes them out.`)

const { outcome, chain } = await trained(lenetExperiment)
paragraph('Trained on 1,440 handwritten digits of 8×8, judged on 357 others:')
table(['step', 'accuracy'], outcome.evaluations.map(({ step, metrics }) => [String(step), (metrics['accuracy'] ?? NaN).toFixed(4)]))
ok((outcome.evaluations.at(-1)?.metrics['accuracy'] ?? 0) > 0.97)
paragraph(`At least 97 % is what it is held to. The trained weights have the SHA-256
${outcome.parameters}
and the receipt's chain ends with
${chain};
running everything once more on two threads confirmed each of its links.`)
