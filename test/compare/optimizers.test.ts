import { beforeAll, describe, expect, it } from 'vitest'
import {
  adam, dense, f32, initialize, input, key, normal, type Ops, type Optimizer, pipe, relu, sgd, softmaxCrossEntropy, type Some,
  tanh, tensor, trainStep, tree,
} from '../../src/index.ts'
import { Either, TaskEither } from '../../src/fp.ts'
import { backends, type BackendName, compareStep, type Mode, type OpenWitness, type Report, tensorFlowWitness } from '../../compare/index.ts'
import { constant } from '../../src/schedules/constant.ts'
import { schedule } from '../../src/schedules/schedule.ts'
import { optimizers, poisonous, variants } from '../support/optimizers.ts'
import { asked } from './asked.ts'

const net = pipe(input([3, 4]), dense(4), relu, dense(3))
/** Without relu, whose zeros the centered RMSProp of TensorFlow.js does not bear. */
const smooth = pipe(input([3, 4]), dense(4), tanh, dense(3))
const labels = tensor([[1, 0, 0], [0, 0, 1], [0, 1, 0]])
const batches = (count: number) => Array.from({ length: count }, (_, i) => ({ x: normal(f32, key(100 + i), [3, 4]), labels }))

/** Steps compared with some witnesses that are there, in one of their ways or in both. */
const compared = (
  optimizer: Optimizer<Some, Some>, steps: number, open: readonly OpenWitness[], modes: readonly Mode[] = ['same forward', 'same network'],
  through: 'net' | 'smooth' = 'net',
): Promise<Report> => {
  const step = trainStep((through === 'net' ? net : smooth) as Some as typeof net, softmaxCrossEntropy, optimizer)
  const witnesses = open.map((one) => ({
    name: one.name, isTensorFlow: true, open: TaskEither.right({ ...one, ways: one.ways.filter(({ mode }) => modes.includes(mode)) }),
  }))
  return compareStep(step, { state: initialize(step, key(7)), batches: batches(steps), witnesses })
}

const kinds = (report: Report, mode: string): readonly string[] => [...new Set(report.rows.filter((row) => row.mode === mode).map(({ kind }) => kind))]

/** Those backends that are there, which all are asked about the same steps, so that the bounds are worked out once. */
const present: OpenWitness[] = []
beforeAll(async () => {
  for (const backend of backends) {
    const opened = await tensorFlowWitness(backend).open()
    if (Either.isRight(opened)) present.push(opened.right)
  }
})
const only = (backend: BackendName): readonly OpenWitness[] => present.filter(({ name }) => name === backend)

it.for(backends)('%s is asked', async (backend, context) => {
  expect(present).toContainEqual(expect.objectContaining({ name: (await asked(backend, context)).name }))
})

describe.each([...optimizers, ...poisonous, ...variants])('$name', ({ name, moving }) => {
  const own = name === 'sgd' ? [] : ['slot']
  const through = poisonous.some((row) => row.name === name) ? 'smooth' : 'net'

  it.each([['same network', variants.some((row) => row.name === name) ? 10 : 50], ['same forward', 3]] as const)('%s: agrees over %d steps, in weights and in slots, on every backend', async (mode, steps) => {
    const report = await compared(moving, steps, present, [mode], through)
    expect(report.rows.filter(({ verdict }) => verdict === 'differs')).toEqual([])
    expect(report.witnesses).toMatchObject(present.map((one) => ({ name: one.name, leaked: 0, modes: [{ mode, answered: steps }] })))
    expect(kinds(report, mode)).toEqual(['loss', 'gradient', 'weight', ...own])
    expect(report.rows.filter(({ verdict }) => verdict === 'not checked')).toEqual([])
  })
})

it('a learning rate that changes from step to step: theirs is built with the rate of each update', async () => {
  const falling = schedule({ kind: 'falling', settings: {} }, (ops, step) => ops.div(ops.fill([], 0.5), ops.add(step, ops.fill([], 1))))
  const report = await compared(adam({ learningRate: falling }), 5, present)
  expect(report.summary).toMatchObject({ agreed: true, notChecked: 0, tensorflowModes: { unchecked: [] } })
  expect(report.network.optimizer).toContain('learningRate: falling()')
})

it('a rate that is not the one of the update is a difference', async () => {
  const lying: Optimizer<Some, Some> = (ops, params) =>
    ({ ...sgd({ learningRate: constant(0.1) })(ops, params as Some), schedule: constant(0.11) }) as Some
  const report = await compared(lying, 1, only('tfjs-cpu'))
  const differing = report.rows.filter(({ verdict, mode }) => verdict === 'differs' && mode === 'same network')
  expect(new Set(differing.map(({ kind }) => kind))).toEqual(new Set(['weight']))
})

describe('a wrong Adam is found', () => {
  const right = adam({ learningRate: 0.01 })
  type Update = ReturnType<ReturnType<typeof right>['update']>
  type Slots = Update[1]

  /** Adam with other slots going in, and with what comes out changed. */
  const changed = (before: (ops: Ops, slots: Slots) => Slots, after: (ops: Ops, given: Update) => Update): Optimizer<Some, Some> =>
    (ops, params) => {
      const rule = right(ops, params as Some)
      return { ...rule, update: (gradients, slots) => after(ops, rule.update(gradients, before(ops, slots as Slots))) as Some }
    }
  const [same, unchanged] = [(_: Ops, slots: Slots) => slots, (_: Ops, given: Update) => given]

  it.each([
    ['a count from 1 where it should be 0', changed((ops, slots) => ({ ...slots, count: ops.add(slots.count, ops.cast(ops.fill([], 1), 'i32')) }), unchanged), ['weight']],
    ['the running means exchanged', changed(same, (_, [updates, { count, m, v }]) => [updates, { count, m: v, v: m }]), ['slot']],
    ['a step longer by a thousandth', changed(same, (ops, [updates, slots]) => [tree.map((u) => ops.scale(u, 1.001))(updates), slots]), ['weight']],
] as const)('%s', async (_name, optimizer, found) => {
    const report = await compared(optimizer, 3, only('tfjs-cpu'))
    const differing = new Set(report.rows.filter(({ verdict, mode }) => verdict === 'differs' && mode === 'same network').map(({ kind }) => kind as string))
    found.forEach((kind) => { expect(differing).toContain(kind) })
  })
})

it('a row of another kind is not needed for the same forward, and the other way says what is missing', async () => {
  const odd: Optimizer<Some, Some> = (ops, params) => ({ ...sgd({ learningRate: 0.1 })(ops, params as Some), kind: 'odd' }) as Some
  const step = trainStep(net, softmaxCrossEntropy, odd)
  const report = await compareStep(step, { state: initialize(step, key(7)), batches: batches(1), witnesses: [tensorFlowWitness('tfjs-cpu')] })
  expect(report.witnesses[0]?.modes).toMatchObject([{ answered: 1 }, { answered: 1, without: 'weights and slots were NOT CHECKED, since there is no row for the optimizer "odd"' }])
  expect(kinds(report, 'same network')).toEqual(['loss', 'gradient'])
})
