import {
  binaryCrossEntropy, dense, f32, type Float, fromFlat, input, key, pipe, relu, sgd, sigmoid, softmax, stateFrom, tensor, trainStep,
} from '../../src/index.ts'

const net = pipe(input([1, 3]), dense(3), relu, dense(3), sigmoid, dense(3), softmax)
const optimizer = sgd({ learningRate: 0.01 })

/** The network with these weights in its first layer; the others, the biases and the batch are the document's. */
const withFirstLayer = (w: Float<readonly [3, 3]>) => ({
  step: trainStep(net, binaryCrossEntropy, optimizer),
  state: stateFrom(f32, optimizer, [
    { w, b: tensor([1, 1, 1]) },
    { w: tensor([[0.2, 0.3, 0.5], [0.3, 0.5, 0.7], [0.6, 0.4, 0.8]]), b: tensor([1, 1, 1]) },
    { w: tensor([[0.1, 0.4, 0.8], [0.3, 0.7, 0.2], [0.5, 0.2, 0.9]]), b: tensor([1, 1, 1]) },
  ] as const, [], key(0)),
  batch: { x: fromFlat([1, 3], [0.1, 0.2, 0.7]), labels: fromFlat([1, 3], [1, 0, 0]) },
})

/** The network of document 001: 3-3-3-3, relu, sigmoid, softmax, cross-entropy of every output, with its initial weights. */
export const document001 = {
  name: 'document-001',
  title: 'Document 001: a 3-3-3-3 network with relu, sigmoid and softmax, cross-entropy of every output, its initial weights',
  ...withFirstLayer(tensor([[0.1, 0.2, 0.3], [0.3, 0.2, 0.7], [0.4, 0.3, 0.9]])),
}

/** The same with the matrix that the document shows in its Layer-1 example, whose first two columns are those of W_kl. */
export const document001Variant = {
  name: 'document-001-variant',
  title: 'Document 001 with the matrix of its Layer-1 example in the first layer',
  ...withFirstLayer(tensor([[0.1, 0.4, 0.3], [0.3, 0.7, 0.7], [0.5, 0.2, 0.9]])),
}
