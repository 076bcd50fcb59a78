import {
  dense, f32, fromFlat, halfSquaredError, input, key, pipe, sgd, sigmoid, stateFrom, tensor, trainStep,
} from '../../src/index.ts'

const net = pipe(input([1, 2]), dense(2), sigmoid, dense(2), sigmoid)
const optimizer = sgd({ learningRate: 0.5 })

/** Matt Mazur's worked example: a 2-2-2 network of sigmoids, half squared error, learning rate 0.5. Weights are [in, out]. */
export const mazur = {
  name: 'mazur',
  title: "Matt Mazur's step-by-step backpropagation example: the network of document 000 with his numbers",
  step: trainStep(net, halfSquaredError, optimizer),
  state: stateFrom(f32, optimizer, [
    { w: tensor([[0.15, 0.25], [0.2, 0.3]]), b: tensor([0.35, 0.35]) },
    { w: tensor([[0.4, 0.5], [0.45, 0.55]]), b: tensor([0.6, 0.6]) },
  ] as const, [], key(0)),
  batch: { x: fromFlat([1, 2], [0.05, 0.1]), labels: fromFlat([1, 2], [0.01, 0.99]) },
}
