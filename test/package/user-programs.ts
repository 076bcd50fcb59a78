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
