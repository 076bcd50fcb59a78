import { batches } from '../../data/batches.ts'
import { datasetHash } from '../../data/dataset-hash.ts'
import { countOf } from '../../data/dataset.ts'
import { digitsDataset, readDigits } from '../../data/digits.ts'
import { evaluateOn } from '../../data/over-dataset.ts'
import { splitDataset } from '../../data/split-dataset.ts'
import { flow, pipe, TaskEither } from '../../fp.ts'
import { dense, foldIn, input, relu, sgd, softmaxCrossEntropy, trainStep } from '../../index.ts'
import type { DataError } from '../../io/data-error.ts'
import { shipped } from '../../io/package-root.ts'
import { combine, confusionMatrix, accuracy, crossEntropy } from '../../metrics/index.ts'
import { experiment, training } from '../../run/experiment.ts'

/** Rows of one batch. */
const BATCH = 32
/** Digits that are held out to judge the result. */
const HELD_OUT = 360

const PIXELS = 64
const CLASSES = 10

/** 64 grey values → 32 rectified units → 10 logits. Parameters do not know the batch, so one set serves every batch size. */
const classifier = flow(dense(32), relu, dense(CLASSES))

const trained = pipe(input([BATCH, PIXELS]), classifier)
const judged = pipe(input([HELD_OUT, PIXELS]), classifier)

const judgement = combine({ accuracy, crossEntropy, confusion: confusionMatrix(CLASSES) })

/** Few digits cannot be split into a held-out part and one full batch. */
const tooFew = (file: string, count: number): DataError => ({
  file,
  reason: `it has ${count} digits, at least ${HELD_OUT + BATCH} are needed (${HELD_OUT} held out, one batch of ${BATCH})`,
  remedy: 'Give a file with more digits',
})

/** A 64-32-10 classifier of handwritten digits: relu, mean softmax cross-entropy, plain gradient descent. */
export const digits = experiment({
  name: 'digits',
  config: { learningRate: 0.5, epochs: 30, data: '' },
  prepare: ({ learningRate, epochs, data }, key) => {
    const file = data === '' ? shipped('src/data/digits.csv.gz') : data
    return pipe(
      readDigits(file),
      TaskEither.filterOrElse((rows) => rows.length >= HELD_OUT + BATCH, (rows) => tooFew(file, rows.length)),
      TaskEither.map((rows) => {
        const all = digitsDataset(rows)
        const split = splitDataset(all, foldIn(key, 1), { heldOut: HELD_OUT })
        const stream = batches(split.training, { size: BATCH, key: foldIn(key, 2), remainder: 'drop' })
        return training(trainStep(trained, softmaxCrossEntropy, sgd({ learningRate })), {
          batches: stream,
          steps: epochs * stream.perEpoch,
          data: [{ name: data === '' ? 'handwritten digits' : data, sha256: datasetHash(all), examples: countOf(all) }],
          evaluate: (weights) => {
            const { confusion, ...metrics } = evaluateOn(judged, split.heldOut, judgement)(weights)
            return { metrics, confusion: { classes: Array.from({ length: CLASSES }, (_, digit) => String(digit)), counts: confusion } }
          },
          best: { metric: 'accuracy', better: 'larger' },
        })
      }),
    )
  },
})
