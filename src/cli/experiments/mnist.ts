import { batches } from '../../data/batches.ts'
import { datasetHash } from '../../data/dataset-hash.ts'
import { countOf } from '../../data/dataset.ts'
import { readMnist } from '../../data/mnist.ts'
import { evaluateOn } from '../../data/over-dataset.ts'
import { splitDataset } from '../../data/split-dataset.ts'
import { pipe, TaskEither } from '../../fp.ts'
import { adam, compile, dense, foldIn, heNormal, input, predict, relu, schedules, softmaxCrossEntropy, trainStep } from '../../index.ts'
import { accuracy, combine, confusionMatrix, crossEntropy } from '../../metrics/index.ts'
import { experiment, training } from '../../run/experiment.ts'
import { enough, missing } from './mnist-files.ts'

const BATCH = 128
const CLASSES = 10
const HELD_OUT = 10_000

const net = pipe(input([BATCH, 784]), dense(128, { kernel: heNormal }), relu, dense(CLASSES))
const judgement = combine({ accuracy, crossEntropy, confusion: confusionMatrix(CLASSES) })

/** A 784-128-10 classifier of images in the form of MNIST: relu, mean softmax cross-entropy, Adam on a cosine. */
export const mnist = experiment({
  name: 'mnist',
  config: { learningRate: 0.002, epochs: 5, images: '', labels: '' },
  prepare: ({ learningRate, epochs, images, labels }, key) => images === '' || labels === '' ? TaskEither.left(missing('mnist')) : pipe(
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
