import {
  dense, f32, fromFlat, halfSquaredError, input, key, pipe, sgd, sigmoid, stateFrom, tensor, trainStep,
} from '../../src/index.ts'

const net = pipe(input([1, 2]), dense(2), sigmoid, dense(2), sigmoid)
const optimizer = sgd({ learningRate: 0.5 })

/**
 * The network of document 000: 2-2-2, sigmoids, C = ½ Σ (a − T)², and γ = 0.5, the start value that it names. The document
 * prints no weights, so these are ours: numbers of both signs, no two alike, that leave no sigmoid saturated.
 */
export const document000 = {
  name: 'document-000',
  title: 'Document 000: a 2-2-2 network of sigmoids, half squared error (the document has no numbers; these are ours)',
  step: trainStep(net, halfSquaredError, optimizer),
  state: stateFrom(f32, optimizer, [
    { w: tensor([[0.6, -0.4], [0.3, 0.8]]), b: tensor([-0.2, 0.1]) },
    { w: tensor([[-0.7, 0.5], [0.9, -0.3]]), b: tensor([0.25, -0.15]) },
  ] as const, [], key(0)),
  batch: { x: fromFlat([1, 2], [0.8, -0.5]), labels: fromFlat([1, 2], [1, 0]) },
}
