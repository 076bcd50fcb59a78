import { batches } from '../../data/batches.ts'
import { datasetHash } from '../../data/dataset-hash.ts'
import { countOf } from '../../data/dataset.ts'
import { irisSpecies, readIris } from '../../data/iris.ts'
import { evaluateOn } from '../../data/over-dataset.ts'
import { splitDataset } from '../../data/split-dataset.ts'
import { standardization, standardize } from '../../data/standardize.ts'
import { flow, pipe, TaskEither } from '../../fp.ts'
import { adam, dense, foldIn, input, softmaxCrossEntropy, tanh, trainStep } from '../../index.ts'
import { shipped } from '../../io/package-root.ts'
import { accuracy, combine, confusionMatrix, crossEntropy } from '../../metrics/index.ts'
import { experiment, training } from '../../run/experiment.ts'

const BATCH = 15
const HELD_OUT = 30
const MEASURES = 4
const SPECIES = 3

const classifier = flow(dense(8), tanh, dense(SPECIES))
const trained = pipe(input([BATCH, MEASURES]), classifier)
const judged = pipe(input([HELD_OUT, MEASURES]), classifier)
const judgement = combine({ accuracy, crossEntropy, confusion: confusionMatrix(SPECIES) })

/** A 4-8-3 classifier of irises: tanh, mean softmax cross-entropy, Adam; ends when the held-out loss stops falling. */
export const iris = experiment({
  name: 'iris',
  config: { learningRate: 0.01, epochs: 200, patience: 20, data: '' },
  prepare: ({ learningRate, epochs, patience, data }, key) => pipe(
    readIris(data === '' ? shipped('src/data/iris.csv') : data),
    TaskEither.map((all) => {
      const split = splitDataset(all, foldIn(key, 1), { heldOut: HELD_OUT })
      // What is held out must not be seen before it judges, not even by a mean.
      const scaled = standardize(standardization(split.training, { constantColumns: 'refuse' }))
      const [seen, heldOut] = [scaled(split.training), scaled(split.heldOut)]
      const stream = batches(seen, { size: BATCH, key: foldIn(key, 2), remainder: 'refuse' })
      return training(trainStep(trained, softmaxCrossEntropy, adam({ learningRate })), {
        batches: stream,
        steps: epochs * stream.perEpoch,
        data: [{ name: data === '' ? 'irises' : data, sha256: datasetHash(all), examples: countOf(all) }],
        evaluate: (weights) => {
          const { confusion, ...metrics } = evaluateOn(judged, heldOut, judgement)(weights)
          return { metrics, confusion: { classes: irisSpecies, counts: confusion } }
        },
        best: { metric: 'crossEntropy', better: 'smaller' },
        patience,
      })
    }),
  ),
})
