import { equal, ok } from 'node:assert/strict'
import {
  adam, chain, clipByGlobalNorm, dense, f32, fold, freeze, globalNorm, hashTree, initialize, input, item, key, momentum, normal, partition,
  pipe, schedules, sgd, softmaxCrossEntropy, tanh, tensor, toFlat, trainStep, treeEquals,
} from '../src/index.ts'
import { heading, paragraph, table } from './print.ts'

heading('12  Optimizers that chain')

paragraph(`An optimizer is a pair of pure functions: the first slots, and from gradients and slots to changes and the next slots. What
transforms gradients on their way (clipping, decay, noise, freezing) is the same kind of pair, so they chain, and the state of
a chain is the list of their states.`)

const net = pipe(input([4, 3]), dense(5), tanh, dense(2))
const batch = { x: normal(f32, key(7), [4, 3]), labels: tensor([[1, 0], [0, 1], [1, 0], [0, 1]]) }
const batches = Array.from({ length: 100 }, () => batch)

const clipped = trainStep(net, softmaxCrossEntropy, chain(clipByGlobalNorm(0.1), momentum({ learningRate: 0.5, momentum: 0.9 })))
const [state, reports] = fold(clipped)(initialize(clipped, key(42)), batches)
paragraph(`Clipped to a length of 0.1, with momentum: the loss goes from ${item(reports[0]?.loss ?? tensor(NaN)).toFixed(4)} to ` +
  `${item(reports.at(-1)?.loss ?? tensor(NaN)).toFixed(4)}. The velocity is at state.slots[1].velocity, laid out and typed as the parameters are; ` +
  `it has a length of ${item(globalNorm(f32, state.slots[1].velocity)).toFixed(4)} now.`)

heading('Learning rates that change')

const rate = schedules.warmUp({ steps: 10 }, schedules.cosine({ initial: 0.1, steps: 90 }))
paragraph('A schedule is a pure function of the number of updates made, and stands wherever a learning rate does.')
table(['update', 'learning rate'], [0, 5, 10, 30, 55, 80, 99].map((at) => [String(at), rate(at).toFixed(6)]))

const scheduled = trainStep(net, softmaxCrossEntropy, sgd({ learningRate: schedules.constant(0.5) }))
const plain = trainStep(net, softmaxCrossEntropy, sgd({ learningRate: 0.5 }))
equal(hashTree(fold(scheduled)(initialize(scheduled, key(42)), batches)[0]), hashTree(fold(plain)(initialize(plain, key(42)), batches)[0]))
paragraph('A constant schedule and its number give the same bits.')

heading('Parts of a network')

paragraph(`A part is named by its path. The compiler knows every path, so one that is not there does not compile; what is frozen is really
taken out: it has no slots, and counts in no norm.`)

const frozen = trainStep(net, softmaxCrossEntropy, freeze(net, ['0'], chain(clipByGlobalNorm(0.1), adam({ learningRate: 0.05 }))))
const before = initialize(frozen, key(42))
const [after] = fold(frozen)(before, batches)
ok(treeEquals(after.params[0], before.params[0]))
ok(!treeEquals(after.params[1], before.params[1]))
paragraph('With stage 0 frozen, 100 steps leave its weights as they were, to the bit, and move the others.')

const halves = trainStep(net, softmaxCrossEntropy, partition(net, { at: ['0'], use: sgd({ learningRate: 0.01 }) }, adam({ learningRate: 0.05 })))
const [both] = fold(halves)(initialize(halves, key(42)), batches)
paragraph(`Two groups, each with its own optimizer: plain descent has made ${toFlat(both.slots[0].count).join()} updates of stage 0, and ` +
  `Adam ${toFlat(both.slots[1].count).join()} of the rest.`)

// @ts-expect-error there is no stage with weights 2
ok(() => freeze(net, ['2.w'], sgd({ learningRate: 0.1 })))
