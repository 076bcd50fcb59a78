import {
  adam, batches, conv2d, convTranspose2d, countOf, dataset, type Dataset, datasetHash, dense, evaluateOn, flatten, foldIn, input, metrics, pipe,
  f32, relu, reshapeTo, sigmoid, sigmoidCrossEntropy, splitDataset, TaskEither, trainStep,
} from '../../src/index.ts'
import { digitsDataset, experiment, readDigits, shipped, training } from '../../src/node.ts'
import type { Images } from './digit-images.ts'

/** An image of 8×8 through eight numbers and back: what does not fit through is learned to be left out. Hinton and Salakhutdinov 2006. */
const grown = <N extends number>(images: Images<N>) => pipe(
  images,
  conv2d(8, 3, { stride: 2, padding: 'same' }), relu, flatten, dense(8),
  dense(128), relu, reshapeTo([4, 4, 8]), convTranspose2d(1, 3, { stride: 2, padding: 'same' }),
)

export const autoencoder = grown(input([32, 8, 8, 1]))

const optimizer = adam({ learningRate: 3e-3 })

export const autoencoderStep = trainStep(autoencoder, sigmoidCrossEntropy, optimizer)

/** The same on two images, for comparing. */
export const autoencoderOnTwo = trainStep(grown(input([2, 8, 8, 1])), sigmoidCrossEntropy, optimizer)

/** The network with grey values from 0 to 1 at its end. */
const seen = pipe(autoencoder, sigmoid)

/** Digits whose labels are the digits themselves. */
const images = pipe(readDigits(shipped('src/data/digits.csv.gz')), TaskEither.map((digits): Dataset<readonly [8, 8, 1], readonly [8, 8, 1]> => {
  const { x } = digitsDataset(digits)
  const image = f32.reshape(x, [x.shape[0], 8, 8, 1])
  return dataset<number, readonly [8, 8, 1], readonly [8, 8, 1], 'float', 'float'>(image, image)
}))

export const autoencoderExperiment = experiment({
  name: 'autoencoder',
  config: { epochs: 12 },
  prepare: ({ epochs }, key) => pipe(images, TaskEither.map((all) => {
    const split = splitDataset(all, foldIn(key, 1), { heldOut: 357 })
    const stream = batches(split.training, { size: 32, key: foldIn(key, 2), remainder: 'drop' })
    return training(autoencoderStep, {
      batches: stream, steps: epochs * stream.perEpoch,
      data: [{ name: 'handwritten digits, as inputs and as labels', sha256: datasetHash(all), examples: countOf(all) }],
      evaluate: (weights) => ({ metrics: { meanSquaredError: evaluateOn(seen, split.heldOut, metrics.meanSquaredError)(weights) } }),
      best: { metric: 'meanSquaredError', better: 'smaller' },
      every: { evaluate: 3 * stream.perEpoch, link: stream.perEpoch, checkpoint: 4 * stream.perEpoch },
    })
  })),
})
