import {
  accuracy, batchNorm, conv2d, dense, evaluateOn, globalAveragePool, input, maxPool2d, momentum, pipe, relu, residual,
  softmaxCrossEntropy, TaskEither, trainStep,
} from '../../src/index.ts'
import { experiment, training } from '../../src/node.ts'
import { digitImages, type Images } from './digit-images.ts'

const norm = batchNorm({ momentum: 0.9 })

/**
 * Convolutions with batch norm, and two blocks whose result is added to what they were given: He et al. 2016. Without biases, since the norm
 * would take them away again.
 */
const grown = <N extends number>(images: Images<N>) => pipe(
  images,
  conv2d(12, 3, { padding: 'same', bias: false }), norm, relu,
  residual((x) => pipe(
    x, conv2d(12, 3, { padding: 'same', bias: false }), norm, relu, conv2d(12, 3, { padding: 'same', bias: false }), norm)),
  relu, maxPool2d(2),
  conv2d(24, 1, { bias: false }), norm,
  residual((x) => pipe(
    x, conv2d(24, 3, { padding: 'same', bias: false }), norm, relu, conv2d(24, 3, { padding: 'same', bias: false }), norm)),
  relu, globalAveragePool, dense(10),
)

export const residualNetwork = grown(input([32, 8, 8, 1]))

const optimizer = momentum({ learningRate: 0.05, momentum: 0.9, nesterov: true })

export const residualStep = trainStep(residualNetwork, softmaxCrossEntropy, optimizer)

/** The same on two images, for comparing. */
export const residualOnTwo = trainStep(grown(input([2, 8, 8, 1])), softmaxCrossEntropy, optimizer)

export const residualExperiment = experiment({
  name: 'residual',
  config: { epochs: 6 },
  prepare: ({ epochs }, key) => pipe(digitImages(key), TaskEither.map(({ heldOut, stream, data }) =>
    training(residualStep, {
      batches: stream, steps: epochs * stream.perEpoch, data,
      evaluate: (weights) => ({ metrics: { accuracy: evaluateOn(residualNetwork, heldOut, accuracy)(weights) } }),
      best: { metric: 'accuracy', better: 'larger' },
      every: { evaluate: 2 * stream.perEpoch, link: stream.perEpoch, checkpoint: 2 * stream.perEpoch },
    }))),
})
