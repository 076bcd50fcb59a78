import { describe, expect, it } from 'vitest'
import {
  adam, dense, f32, initialize, input, key, normal, type Ops, type Optimizer, pipe, relu, sgd, softmaxCrossEntropy, type Some,
  tanh, tensor, trainStep, tree,
} from '../../src/index.ts'
import { TaskEither } from '../../src/fp.ts'
import { backends, type BackendName, compareStep, type Report, tensorFlowWitness } from '../../compare/index.ts'
import { optimizers } from '../support/optimizers.ts'
import { asked } from './asked.ts'

const net = pipe(input([4, 5]), dense(6), tanh, dense(8), relu, dense(3))
const labels = tensor([[1, 0, 0], [0, 0, 1], [0, 1, 0], [1, 0, 0]])
const batches = (count: number) => Array.from({ length: count }, (_, i) => ({ x: normal(f32, key(100 + i), [4, 5]), labels }))

type Context = Parameters<typeof asked>[1]

const compared = async (optimizer: Optimizer<Some, Some>, steps: number, backend: BackendName, context: Context): Promise<Report> => {
  const open = await asked(backend, context)
  const step = trainStep(net, softmaxCrossEntropy, optimizer)
  return compareStep(step, {
    state: initialize(step, key(7)), batches: batches(steps), witnesses: [{ name: open.name, isTensorFlow: true, open: TaskEither.right(open) }],
  })
}

const kinds = (report: Report, mode: string): readonly string[] => [...new Set(report.rows.filter((row) => row.mode === mode).map(({ kind }) => kind))]

describe.each(backends)('%s', (backend) => {
  it.for(optimizers)('agrees on $name over 50 steps, in weights and in slots', async ({ name, moving }, context) => {
    const report = await compared(moving, 50, backend, context)
    expect(report.rows.filter(({ verdict }) => verdict === 'differs')).toEqual([])
    expect(report.witnesses).toMatchObject([{ leaked: 0, modes: [{ answered: 50 }, { answered: 50 }] }])
    const own = name === 'sgd' ? [] : ['slot']
    expect(kinds(report, 'same network')).toEqual(['loss', 'gradient', 'weight', ...own])
    expect(kinds(report, 'same forward')).toEqual(['loss', 'gradient', 'weight', ...own])
    expect(report.rows.filter(({ verdict }) => verdict === 'not checked')).toEqual([])
  })
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
    const report = await compared(optimizer, 3, 'tfjs-cpu', { skip: () => undefined } as Some)
    const differing = new Set(report.rows.filter(({ verdict, mode }) => verdict === 'differs' && mode === 'same network').map(({ kind }) => kind as string))
    found.forEach((kind) => { expect(differing).toContain(kind) })
  })
})

it('a row of another kind is not needed for the same forward, and the other way says what is missing', async () => {
  const odd: Optimizer<Some, Some> = (ops, params) => ({ ...sgd({ learningRate: 0.1 })(ops, params as Some), kind: 'odd' }) as Some
  const step = trainStep(net, softmaxCrossEntropy, odd)
  const report = await compareStep(step, { state: initialize(step, key(7)), batches: batches(1), witnesses: [tensorFlowWitness('tfjs-cpu')] })
  expect(report.witnesses[0]?.modes).toMatchObject([{ answered: 1 }, { answered: 0, cannotDo: 'there is no row for the optimizer "odd"' }])
})
