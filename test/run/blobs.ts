import { batches } from '../../src/data/batches.ts'
import { datasetHash } from '../../src/data/dataset-hash.ts'
import { datasetOf } from '../../src/data/dataset.ts'
import { evaluateOn } from '../../src/data/over-dataset.ts'
import { TaskEither } from '../../src/fp.ts'
import { adam, dense, f32, foldIn, input, type Key, normal, pipe, relu, softmaxCrossEntropy, toFlat, trainStep } from '../../src/index.ts'
import { accuracy, confusionMatrix } from '../../src/metrics/index.ts'
import { experiment, training } from '../../src/run/experiment.ts'

const [BATCH, COUNT, CLASSES] = [8, 48, 3] as const

/** Three clouds of points in the plane, one after another. */
const clouds = (key: Key) => {
  const drawn = toFlat(normal(f32, key, [COUNT, 2])) as readonly number[]
  const kinds = Array.from({ length: COUNT }, (_, i) => i % CLASSES)
  return datasetOf({ x: [2], labels: [CLASSES] },
    kinds.map((kind, i) => [2 * (kind - 1) + drawn[2 * i]!, (kind === 1 ? 1.5 : 0) + drawn[2 * i + 1]!]),
    kinds.map((kind) => [0, 1, 2].map((c) => c === kind ? 1 : 0)))
}

const net = pipe(input([BATCH, 2]), dense(8), relu, dense(CLASSES))

/** A small experiment: a 2-8-3 network with Adam, a hundred steps. */
export const blobs = experiment({
  name: 'blobs',
  config: { learningRate: 0.01, steps: 100, patience: 0, missing: false },
  prepare: ({ learningRate, steps, patience, missing }, key) => {
    if (missing) return TaskEither.left({ file: 'points.csv', reason: 'there is no such file', remedy: 'Give the path of a readable file' })
    const data = clouds(foldIn(key, 1))
    return TaskEither.right(training(trainStep(net, softmaxCrossEntropy, adam({ learningRate })), {
      batches: batches(data, { size: BATCH, key: foldIn(key, 2), remainder: 'refuse' }),
      steps,
      data: [{ name: 'clouds', sha256: datasetHash(data), examples: COUNT }],
      evaluate: (weights) => ({
        metrics: { accuracy: evaluateOn(net, data, accuracy)(weights) },
        confusion: { classes: ['left', 'middle', 'right'], counts: evaluateOn(net, data, confusionMatrix(CLASSES))(weights) },
      }),
      best: { metric: 'accuracy', better: 'larger' },
      ...(patience === 0 ? {} : { patience }),
      every: { link: 10, checkpoint: 15, evaluate: 12 },
    }))
  },
})
