import { TaskEither } from '../../src/fp.ts'
import {
  adam, dense, f32, foldIn, fromFlat, input, type Key, normal, permutation, pipe, relu, softmaxCrossEntropy, tensor, toFlat, trainStep,
} from '../../src/index.ts'
import { type Evaluation, experiment, type Experiment } from '../../src/run/experiment.ts'
import { hash } from '../../src/tensor/hash.ts'

/** A small experiment: three clouds of points in the plane, told apart by a 2-8-3 network with Adam. */
const BATCH = 8
const COUNT = 48

const cloud = (key: Key, i: number) => {
  const kind = i % 3
  const [dx, dy] = toFlat(normal(f32, foldIn(key, i), [2])) as readonly [number, number]
  return { x: [Math.fround(2 * (kind - 1) + 0.5 * dx), Math.fround(kind === 1 ? 1.5 + 0.5 * dy : 0.5 * dy)] as const, kind }
}

const net = pipe(input([BATCH, 2]), dense(8), relu, dense(3))

export const blobs: Experiment = experiment({
  name: 'blobs',
  config: { learningRate: 0.01, steps: 100, patience: 0, broken: false },
  prepare: ({ learningRate, steps, patience, broken }, key) => {
    const points = Array.from({ length: COUNT }, (_, i) => cloud(foldIn(key, 1), i))
    const at = (index: number) => {
      const order = permutation(foldIn(foldIn(key, 2), Math.floor(index / (COUNT / BATCH))), COUNT)
      const chosen = order.slice((index % (COUNT / BATCH)) * BATCH).slice(0, BATCH).map((i) => points[i]!)
      return {
        x: fromFlat([BATCH, 2], chosen.flatMap(({ x }) => x)),
        labels: fromFlat([BATCH, 3], chosen.flatMap(({ kind }) => [0, 1, 2].map((c) => c === kind ? 1 : 0))),
      }
    }
    const from = function* (index: number, count = Infinity) { for (let i = index; i < index + count; i++) yield at(i) }
    const evaluate = ({ params }: { readonly params: { readonly 0: { readonly b: Parameters<typeof toFlat>[0] } } }): Evaluation =>
      ({ metrics: { spread: toFlat(params[0].b as never).reduce((a: number, b) => a + Math.abs(Number(b)), 0) } })
    if (broken) return TaskEither.left({ file: 'points.csv', reason: 'there is no such file', remedy: 'Give the path of a readable file' })
    return TaskEither.right({
      step: trainStep(net, softmaxCrossEntropy, adam({ learningRate })),
      batches: { at, from, perEpoch: COUNT / BATCH, [Symbol.iterator]: () => from(0) },
      steps,
      data: [{ name: 'clouds', sha256: hash(tensor(points.map(({ x }) => [...x]))), examples: COUNT }],
      evaluate: evaluate as never,
      best: { metric: 'spread', better: 'smaller' as const },
      ...(patience === 0 ? {} : { patience }),
      every: { link: 10, checkpoint: 15, evaluate: 12 },
    })
  },
})
