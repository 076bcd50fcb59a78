import { batches } from '../../data/batches.ts'
import { datasetHash } from '../../data/dataset-hash.ts'
import { countOf } from '../../data/dataset.ts'
import { readMnist } from '../../data/mnist.ts'
import { evaluateOn } from '../../data/over-dataset.ts'
import { splitDataset } from '../../data/split-dataset.ts'
import { pipe, TaskEither } from '../../fp.ts'
import {
  adam, compile, conv2d, dense, flatten, foldIn, input, maxPool2d, predict, relu, reshapeTo, schedules, softmaxCrossEntropy, trainStep,
} from '../../index.ts'
import { accuracy, combine, confusionMatrix, crossEntropy } from '../../metrics/index.ts'
import { experiment, training } from '../../run/experiment.ts'
import { enough, missing } from './mnist-files.ts'

const BATCH = 64
const CLASSES = 10
const HELD_OUT = 10_000

/** LeCun et al. 1998, with rectified units and the largest of four. */
const net = pipe(
  input([BATCH, 784]), reshapeTo([28, 28, 1]),
  conv2d(6, 5, { padding: 'same' }), relu, maxPool2d(2), conv2d(16, 5), relu, maxPool2d(2),
  flatten, dense(120), relu, dense(84), relu, dense(CLASSES))

const judgement = combine({ accuracy, crossEntropy, confusion: confusionMatrix(CLASSES) })

/** A convolutional classifier of images in the form of MNIST: LeNet, mean softmax cross-entropy, Adam on a cosine. */
export const lenet = experiment({
  name: 'lenet',
  config: { learningRate: 0.002, epochs: 3, images: '', labels: '' },
  prepare: ({ learningRate, epochs, images, labels }, key) => images === '' || labels === '' ? TaskEither.left(missing('lenet')) : pipe(
    readMnist(images, labels),
    TaskEither.filterOrElse((all) => countOf(all) >= HELD_OUT + BATCH, (all) => enough(images, countOf(all), HELD_OUT + BATCH)),
    TaskEither.map((all) => {
      const { training: seen, heldOut } = splitDataset(all, foldIn(key, 1), { heldOut: HELD_OUT })
      const stream = batches(seen, { size: BATCH, key: foldIn(key, 2), remainder: 'drop' })
      const steps = epochs * stream.perEpoch
      const predictor = compile((ops) => predict(net, ops))
      return training(trainStep(net, softmaxCrossEntropy, adam({ learningRate: schedules.cosine({ initial: learningRate, steps }) })), {
        batches: stream,
        steps,
        data: [{ name: images, sha256: datasetHash(all), examples: countOf(all) }],
        evaluate: ({ params, state }) => {
          const { confusion, ...metrics } = evaluateOn(net, heldOut, judgement, predictor)({ params, state })
          return { metrics, confusion: { classes: Array.from({ length: CLASSES }, (_, one) => String(one)), counts: confusion } }
        },
        best: { metric: 'accuracy', better: 'larger' },
      })
    }),
  ),
})
