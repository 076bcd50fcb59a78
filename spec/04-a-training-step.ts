import { ok } from 'node:assert/strict'
import {
  dense, equals, f32, fold, hashTree, initialize, input, item, key, meanSquaredError, pipe, predict, sgd, sigmoid, tanh, tensor,
  toFlat, trainStep, tree, treeEquals,
} from '../src/index.ts'
import { decimals, heading, paragraph, table } from './print.ts'

heading('4  A training step')

paragraph(`Layers grow a network in a pipe. The shape is written once, at the input; every other shape follows, and the
compiler checks that they fit. Four rows of two numbers, three units in the middle, one answer:`)

const net = pipe(input([4, 2]), dense(3), tanh, dense(1), sigmoid)
table(['stage', 'kind', 'gives'], net.stages.map(({ kind, out }, i) => [String(i), kind, `[${out.join(', ')}]`]))

paragraph(`A network, a loss and an optimizer make one step. The step is a pure function (state, batch) => [state, metrics];
the state holds everything that a run carries on: weights, optimizer slots, the key, the number of the step.`)

const step = trainStep(net, meanSquaredError, sgd({ learningRate: 2 }))
const start = initialize(step, key(42))
const batch = { x: tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), labels: tensor([[0], [1], [1], [0]]) }

paragraph('The task is exclusive or: the answer is 1 where exactly one of the two inputs is 1. The first weights, and one step:')

const before = hashTree(start)
const [next, metrics] = step(start, batch)

table(['weight', 'before', 'after one step'], tree.leaves(start.params).flatMap(({ path, tensor: old }) => {
  const after = toFlat(tree.leafAt(next.params, path))
  return toFlat(old).map((w, i) => [`${path}[${i}]`, decimals(w, 6), decimals(after[i] ?? NaN, 6)])
}))
console.log(`loss of the first forward pass: ${decimals(item(metrics.loss), 6)}\n`)

heading('The old state is still there')

paragraph(`The step returned a new state and changed nothing. The old one can be kept, compared, or stepped again, and it
gives the same bits again:`)

const [again] = step(start, batch)
table(['state', 'SHA-256 of its bits, first half'], [
  ['start, before the step', before.slice(0, 32)],
  ['start, after the step', hashTree(start).slice(0, 32)],
  ['next', hashTree(next).slice(0, 32)],
  ['next, computed a second time', hashTree(again).slice(0, 32)],
])
ok(before === hashTree(start) && treeEquals(next, again))

heading('A run is a fold')

paragraph(`Training is the step folded over a stream of batches, as an array is folded to a sum. Two folds, one where the
other stopped, are one fold:`)

const batches = (count: number): readonly (typeof batch)[] => Array.from({ length: count }, () => batch)
const [trained, reports] = fold(step)(start, batches(1000))
const [resumed] = fold(step)(fold(step)(start, batches(400))[0], batches(600))
ok(treeEquals(trained, resumed))

const at = [1, 10, 100, 300, 1000]
table(['step', 'loss it reported'], at.map((n) => [String(n), decimals(item(reports[n - 1]?.loss ?? f32.fill([], NaN)), 6)]))
console.log(`1000 steps, and 400 and then 600 more, end in the same bits: ${treeEquals(trained, resumed)}\n`)

const [first, last] = [toFlat(predict(net)(start, batch.x)), toFlat(predict(net)(trained, batch.x))]
const right = toFlat(batch.labels)
table(['inputs', 'answer', 'at the start', 'after 1000 steps'], ['0 0', '0 1', '1 0', '1 1'].map((inputs, row) =>
  [inputs, String(right[row]), decimals(first[row] ?? NaN, 4), decimals(last[row] ?? NaN, 4)]))
ok(equals(f32.cast(f32.less(f32.fill([4, 1], 0.5), predict(net)(trained, batch.x)), 'float'), batch.labels))
