import {
  accuracy, adam, conv2d, dense, evaluateOn, flatten, input, maxPool2d, pipe, relu, softmaxCrossEntropy, TaskEither,
  trainStep,
} from '../../src/index.ts'
import { experiment, training } from '../../src/node.ts'
import { digitImages } from './digit-images.ts'

/** LeNet after LeCun et al. 1998, for images of 8×8: two convolutions, each followed by the largest of four, then three dense layers. */
export const lenet = pipe(
  input([32, 8, 8, 1]),
  conv2d(6, 3, { padding: 'same' }), relu, maxPool2d(2),
  conv2d(16, 3, { padding: 'same' }), relu, maxPool2d(2),
  flatten, dense(64), relu, dense(32), relu, dense(10),
)

export const lenetStep = trainStep(lenet, softmaxCrossEntropy, adam({ learningRate: 2e-3 }))

export const lenetExperiment = experiment({
  name: 'lenet',
  config: { epochs: 12 },
  prepare: ({ epochs }, key) => pipe(digitImages(key), TaskEither.map(({ heldOut, stream, data }) =>
    training(lenetStep, {
      batches: stream, steps: epochs * stream.perEpoch, data,
      evaluate: (weights) => ({ metrics: { accuracy: evaluateOn(lenet, heldOut, accuracy)(weights) } }),
      best: { metric: 'accuracy', better: 'larger' },
      every: { evaluate: 2 * stream.perEpoch, link: stream.perEpoch, checkpoint: 4 * stream.perEpoch },
    }))),
})
