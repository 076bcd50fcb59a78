import { deepEqual, equal } from 'node:assert/strict'
import {
  accuracy, batches, countOf, dataset, datasetHash, dense, evaluateOn, f32, foldIn, fromFlat, hashTree, initialize, input, key,
  metrics, normal, oneHot, pipe, relu, sgd, softmaxCrossEntropy, splitDataset, standardization, standardize, toFlat, trainStep, fold,
} from '../src/index.ts'
import { heading, paragraph, table } from './print.ts'

heading('13  Data and metrics')

paragraph(`Examples are two tensors with a row an example. Splitting, shuffling and cutting into batches are pure functions of the data and
a key, so a run that stopped finds the batch that it would have taken.`)

const COUNT = 50
const points = normal(f32, key(1), [COUNT, 2])
const kinds = toFlat(points).flatMap((x, i, all) => i % 2 === 0 ? [x * (all[i + 1] ?? 0) > 0 ? 1 : 0] : [])
const all = dataset(points, oneHot(fromFlat([COUNT], kinds, { dtype: 'i32' }), 2))
const { training, heldOut } = splitDataset(all, key(2), { heldOut: 14 })
const scale = standardization(training, { constantColumns: 'refuse' })
const [seen, judged] = [standardize(scale)(training), standardize(scale)(heldOut)]
paragraph(`${countOf(all)} points, of which ${countOf(heldOut)} are held out. Their SHA-256 begins with ${datasetHash(all).slice(0, 16)}.`)

heading('Batches')

const stream = batches(seen, { size: 8, key: key(3), remainder: 'drop' })
const carried = batches(seen, { size: 8, key: key(3), remainder: 'carry' })
paragraph(`36 examples in batches of 8 leave 4 over, and what happens to them must be said: 'drop' leaves them out of that epoch
(${stream.perEpoch} batches an epoch), 'carry' goes on into the next (${carried.perEpoch} batches an epoch), 'refuse' throws.`)
equal(hashTree(stream.at(1000)), hashTree(batches(seen, { size: 8, key: key(3), remainder: 'drop' }).at(1000)))
paragraph(`Batch 1000 is the same whenever it is asked for: ${hashTree(stream.at(1000)).slice(0, 16)}.`)

heading('Metrics')

const net = pipe(input([8, 2]), dense(16), relu, dense(2))
const step = trainStep(net, softmaxCrossEntropy, sgd({ learningRate: 0.5 }))
const [state] = fold(step)(initialize(step, foldIn(key(4), 0)), stream.from(0, 400))
paragraph(`A metric is a fold whose sums are exact, so neither the order of the batches nor how they are cut changes a bit of it. The network
takes 8 rows at a time and the held-out set has 14; the last batch is filled up, and what was filled is not counted.`)
table(['metric', 'held out', 'seen'], [
  ['accuracy', ...[judged, seen].map((data) => evaluateOn(net, data, accuracy)(state).toFixed(4))],
  ['cross-entropy', ...[judged, seen].map((data) => evaluateOn(net, data, metrics.crossEntropy)(state).toFixed(4))],
  ['perplexity', ...[judged, seen].map((data) => evaluateOn(net, data, metrics.perplexity)(state).toFixed(4))],
])
const wide = pipe(input([5, 2]), dense(16), relu, dense(2))
deepEqual(evaluateOn(wide, judged, metrics.crossEntropy)(state), evaluateOn(net, judged, metrics.crossEntropy)(state))
paragraph('With 5 rows at a time the cross-entropy has the same bits.')
