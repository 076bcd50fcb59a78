import { deepEqual, equal } from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  accuracy, adam, batches, countOf, datasetHash, dense, Either, evaluateOn, foldIn, input, pipe, relu, softmaxCrossEntropy, splitDataset,
  TaskEither, trainStep,
} from '../src/index.ts'
import {
  type DataError, evidenceBeside, experiment, prepare, readIris, readReceipt, replay, resume, run, shipped, training,
} from '../src/node.ts'
import { heading, paragraph, table } from './print.ts'

heading('14  A run that can be repeated')

paragraph(`An experiment depends on nothing but its settings, a key and the data that it reads. A run of it is a pure function with
files around it: it may be stopped anywhere and resumed, on any engine, and ends with the same bits.`)

const net = pipe(input([15, 4]), dense(8), relu, dense(3))

const irises = experiment({
  name: 'irises',
  config: { learningRate: 0.02, epochs: 25 },
  prepare: ({ learningRate, epochs }, key) => pipe(
    readIris(shipped('src/data/iris.csv')),
    TaskEither.map((all) => {
      const split = splitDataset(all, foldIn(key, 1), { heldOut: 30 })
      const stream = batches(split.training, { size: 15, key: foldIn(key, 2), remainder: 'refuse' })
      return training(trainStep(net, softmaxCrossEntropy, adam({ learningRate })), {
        batches: stream,
        steps: epochs * stream.perEpoch,
        data: [{ name: 'irises', sha256: datasetHash(all), examples: countOf(all) }],
        evaluate: (weights) => ({ metrics: { accuracy: evaluateOn(net, split.heldOut, accuracy)(weights) } }),
        best: { metric: 'accuracy', better: 'larger' },
        every: { link: 50, checkpoint: 30, evaluate: 40 },
      })
    }),
  ),
})

const order = { experiment: irises, source: { kind: 'shipped', name: 'irises' }, seed: 42 } as const
const place = mkdtempSync(join(tmpdir(), 'pullback-spec-'))

/** What came out, or the end of the program with what was wrong. */
const right = async <T>(work: TaskEither.TaskEither<DataError, T>): Promise<T> => {
  const done = await work()
  return Either.isRight(done) ? done.right : Promise.reject(new Error(JSON.stringify(done.left)))
}

heading('Whole, and in two parts')

const whole = await right(run(order, { folder: join(place, 'whole'), engine: { kind: 'eager' } }))
const enough = new AbortController()
await right(run(order, {
  folder: join(place, 'parts'), engine: { kind: 'eager' },
  tell: (event) => { if (event.kind === 'steps' && event.step >= 70) enough.abort() },
  isStopped: () => enough.signal.aborted,
}))
const parts = await right(resume(() => TaskEither.right(irises), { folder: join(place, 'parts'), engine: { kind: 'compiled', threads: 1 } }))
equal(parts.parameters, whole.parameters)
paragraph(`Taken in one go on the eager engine, and stopped after 70 steps or some more, saved, and taken on by the compiled one: both end with
weights of the SHA-256 ${whole.parameters.slice(0, 32)}…, and both have the same evaluations:`)
deepEqual(parts.evaluations, whole.evaluations)
table(['step', 'accuracy'], whole.evaluations.map(({ step, metrics }) => [String(step), (metrics['accuracy'] ?? NaN).toFixed(4)]))

heading('The receipt')

const file = whole.folder.receipt
const receipt = await right(TaskEither.fromEither(readReceipt(file, readFileSync(file, 'utf8'))))
paragraph('A chain of hashes over the state, hung on the hash of the program, the data, the settings and the seed.')
table(['after step', 'chain'], receipt.links.map(({ step, chain }) => [String(step), chain.slice(0, 32)]))

const prepared = await right(prepare(order))
const evidence = await right(evidenceBeside(file))
const confirmed = await right(replay(receipt, prepared, evidence, { kind: 'compiled', threads: 2 }))
equal(confirmed.kind, 'confirmed')
paragraph('Run again on the compiled engine with two threads, every link of it is confirmed.')

const links = receipt.links.map((link) => link.step === 100 ? { ...link, losses: '0'.repeat(64) } : link)
const forged = await right(replay({ ...receipt, links }, prepared, evidence, { kind: 'compiled' }))
deepEqual(forged, { kind: 'broken chain', step: 100 })
paragraph('With one hash changed, the chain breaks at that link, and nothing need be run to see it.')

rmSync(place, { recursive: true })
