/** Programs as a user of the package writes them. */

/** Trains a small network for twenty steps. */
export const training = `import { dense, fold, hashTree, initialize, input, item, key, pipe, sgd, sigmoid, softmaxCrossEntropy, tensor, trainStep } from 'pullback'

const net = pipe(input([4, 2]), dense(4), sigmoid, dense(2))
const step = trainStep(net, softmaxCrossEntropy, sgd({ learningRate: 0.5 }))
const batch = { x: tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), labels: tensor([[1, 0], [0, 1], [0, 1], [1, 0]]) }
const [last, metrics] = fold(step)(initialize(step, key(42)), Array.from({ length: 20 }, () => batch))
console.log('loss fell: ' + (item(metrics.at(-1).loss) < item(metrics[0].loss)))
console.log('hash: ' + hashTree(last.params))
`

/** Asks the declarations for whole types, and shows that a wrong size is still refused. */
export const inference = `import { type Dense, dense, type Float, initialize, input, key, type Net, pipe, predict, relu, sgd, softmaxCrossEntropy, tensor, trainStep } from 'pullback'

const net: Net<readonly [Dense<2, 4>, Dense<4, 3>], readonly [], Float<readonly [1, 2]>, Float<readonly [1, 3]>> =
  pipe(input([1, 2]), dense(4), relu, dense(3))
const step = trainStep(net, softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
const [next] = step(initialize(step, key(1)), { x: tensor([[1, 2]]), labels: tensor([[1, 0, 0]]) })
export const y: Float<readonly [1, 3]> = predict(net)(next, tensor([[1, 2]]))
// @ts-expect-error -- four classes for a network of three
step(next, { x: tensor([[1, 2]]), labels: tensor([[1, 0, 0, 0]]) })
`

/** A test of a user's own network with the matchers. */
export const matching = `import { dense, initialize, input, key, pipe, sgd, sigmoid, softmaxCrossEntropy, tensor, trainStep } from 'pullback'
import { compareStep } from 'pullback/compare'
import 'pullback/compare/vitest'
import { expect, test } from 'vitest'

const step = trainStep(pipe(input([2, 2]), dense(3), sigmoid, dense(2)), softmaxCrossEntropy, sgd({ learningRate: 0.5 }))
const batch = { x: tensor([[0.5, -1], [2, 0.25]]), labels: tensor([[1, 0], [0, 1]]) }

test('every gradient agrees with central differences', () => {
  expect(step).toPassGradientCheck({ state: initialize(step, key(1)), batch })
  expect(typeof compareStep).toBe('function')
})
`

/** An experiment as a user writes one: its settings may be anything of their kind, and its batches must fit its step. */
export const experimenting = `import { dense, type Float, fromFlat, input, pipe, sgd, softmaxCrossEntropy, TaskEither, trainStep } from 'pullback'
import { type DataError, experiment, type Experiment, readReceipt, run, type RunOptions, type Training } from 'pullback/node'

const step = trainStep(pipe(input([4, 2]), dense(3)), softmaxCrossEntropy, sgd({ learningRate: 0.1 }))

/** The same batch of \`N\` examples again and again. */
const batchesOf = <const N extends number>(n: N) => {
  const at = () => ({
    x: fromFlat([4, 2], [0, 0, 0, 0, 0, 0, 0, 0]) as object as Float<readonly [N, 2]>,
    labels: fromFlat([4, 3], [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0]) as object as Float<readonly [N, 3]>,
  })
  const from = function* (_: number, count = n * 1000) { for (let i = 0; i < count; i++) yield at() }
  return { at, from, perEpoch: 1, [Symbol.iterator]: () => from(0)[Symbol.iterator]() }
}

const data = [{ name: 'none', sha256: '', examples: 4 }]
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false

export const right: Experiment = experiment({
  name: 'right', config: { epochs: 30, rule: 'plain', shuffled: true },
  prepare: (config) => {
    const widened: Same<typeof config, { readonly epochs: number, readonly rule: string, readonly shuffled: boolean }> = true
    return TaskEither.right({ step, batches: batchesOf(4), steps: widened ? config.epochs : 0, data })
  },
})

export const stopped = (options: RunOptions) =>
  run({ experiment: right, source: { kind: 'module', path: 'right.ts' }, seed: 1, config: { epochs: 7 } }, options)
export const reason: DataError | undefined = readReceipt('receipt.json', '{}')._tag === 'Left' ? { file: '', reason: '', remedy: '' } : undefined

export const another = experiment({
  name: 'another', config: {},
  // @ts-expect-error -- batches of eight for a step of four
  prepare: () => TaskEither.right({ step, batches: batchesOf(8), steps: 1, data }),
})

experiment({
  name: 'unknown', config: { epochs: 30 },
  // @ts-expect-error -- there is no such setting
  prepare: ({ epoch }) => TaskEither.right({ step, batches: batchesOf(4), steps: epoch, data }),
})

// @ts-expect-error -- a setting is a number, a text, true or false
experiment({ name: 'list', config: { sizes: [1, 2] }, prepare: () => TaskEither.right({ step, batches: batchesOf(4), steps: 1, data }) })

experiment({
  name: 'no data', config: {},
  // @ts-expect-error -- where the data came from is missing
  prepare: () => TaskEither.right({ step, batches: batchesOf(4), steps: 1 }),
})
`
