import {
  accuracy, adam, conv2d, dense, evaluateOn, flatten, input, maxPool2d, pipe, relu, softmaxCrossEntropy, TaskEither,
  trainStep,
} from '../../src/index.ts'
import { experiment, training } from '../../src/node.ts'
import { digitImages, type Images } from './digit-images.ts'

/** LeNet after LeCun et al. 1998, for images of 8×8: two convolutions, each followed by the largest of four, then three dense layers. */
const grown = <N extends number>(images: Images<N>) => pipe(
  images,
  conv2d(6, 3, { padding: 'same' }), relu, maxPool2d(2),
  conv2d(16, 3, { padding: 'same' }), relu, maxPool2d(2),
  flatten, dense(64), relu, dense(32), relu, dense(10),
)

export const lenet = grown(input([32, 8, 8, 1]))

const optimizer = adam({ learningRate: 3e-3 })

export const lenetStep = trainStep(lenet, softmaxCrossEntropy, optimizer)

/** The same on two images, for comparing. */
export const lenetOnTwo = trainStep(grown(input([2, 8, 8, 1])), softmaxCrossEntropy, optimizer)

export const lenetExperiment = experiment({
  name: 'lenet',
  config: { epochs: 25 },
  prepare: ({ epochs }, key) => pipe(digitImages(key), TaskEither.map(({ heldOut, stream, data }) =>
    training(lenetStep, {
      batches: stream, steps: epochs * stream.perEpoch, data,
      evaluate: (weights) => ({ metrics: { accuracy: evaluateOn(lenet, heldOut, accuracy)(weights) } }),
      best: { metric: 'accuracy', better: 'larger' },
      every: { evaluate: 5 * stream.perEpoch, link: stream.perEpoch, checkpoint: 10 * stream.perEpoch },
    }))),
})
