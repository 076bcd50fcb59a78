import { expect, it } from 'vitest'
import { TaskEither } from '../../src/fp.ts'
import {
  compareStep, finiteDifferences, printReport, tensorFlowWitness, type Quantity, type Witness,
} from '../../compare/index.ts'
import { outcome, quantities } from '../../compare/quantity.ts'
import { dense, f32, halfSquaredError, input, key, linear, type Ops, pipe, relu, sgd, stateFrom, tensor, trainStep } from '../../src/index.ts'

const net = pipe(input([1, 3]), linear(1), relu)
const optimizer = sgd({ learningRate: 0.1 })
const step = trainStep(net, halfSquaredError, optimizer)
const from = (w: readonly [number, number, number]) =>
  stateFrom(f32, optimizer, [{ w: tensor([[w[0]], [w[1]], [w[2]]]) }] as const, [], key(0))

// 0.1 + 0.2 − 0.3 in f32: the products and sums round to a number that is 0 but for rounding.
const nearKink = { state: from([0.1, 0.2, -0.3]), batch: { x: tensor([[1, 1, 1]]), labels: tensor([[1]]) } }

/** A witness that evaluates as we do, but takes relu's other side wherever both are possible within rounding. */
const otherSide: Witness = {
  name: 'the other side', isTensorFlow: false,
  open: TaskEither.right({
    name: 'the other side', version: '1', isTensorFlow: false,
    ways: [{
      mode: 'same forward',
      testify: (given) => {
        const ops: Ops = { ...f32, less: ((a: never, b: never) => f32.not(f32.less(a, b))) as Ops['less'] }
        const values: readonly Quantity[] = quantities(outcome(ops, given))
        return TaskEither.right({ values })
      },
    }],
  }),
}

it('two right answers to a choice within rounding are a kink, not a difference, and it is said', async () => {
  const report = await compareStep(step, { state: nearKink.state, batches: [nearKink.batch], witnesses: [otherSide] })
  expect(report.rows.map(({ kind, verdict }) => [kind, verdict])).toEqual([['loss', 'agrees'], ['gradient', 'kink'], ['weight', 'kink']])
  expect(report.summary).toMatchObject({ differing: 0, kinks: 2 })
  expect(printReport(report)).toMatch(/kink: a choice, such as that of relu near 0/)
})

it('away from the kink the same answer is a difference', async () => {
  const report = await compareStep(step, { state: from([0.1, 0.2, -0.2999]), batches: [nearKink.batch], witnesses: [otherSide] })
  expect(report.rows.map(({ kind, verdict }) => [kind, verdict])).toEqual([['loss', 'agrees'], ['gradient', 'differs'], ['weight', 'differs']])
})

it('on the kink, TensorFlow.js has the slope that we have', async () => {
  const report = await compareStep(step, { state: from([1, 1, -2]), batches: [nearKink.batch], witnesses: [tensorFlowWitness('tfjs-cpu'), tensorFlowWitness('tfjs-wasm')] })
  expect(report.summary).toMatchObject({ agreed: true, differing: 0, kinks: 0 })
})

it('finite differences call a kink a kink', async () => {
  const report = await compareStep(step, { state: from([1, 1, -2]), batches: [nearKink.batch], witnesses: [finiteDifferences()] })
  expect(report.rows.map(({ kind, verdict }) => [kind, verdict])).toEqual([['loss', 'agrees'], ['gradient', 'kink'], ['weight', 'kink']])
})

it('finite differences find the kink by themselves where our own evaluation is exact', async () => {
  const exact = trainStep(pipe(input([1, 2]), dense(1), relu), halfSquaredError, optimizer)
  const state = stateFrom(f32, optimizer, [{ w: tensor([[1], [1]]), b: tensor([0]) }] as const, [], key(0))
  const batch = { x: tensor([[0, 0]]), labels: tensor([[1]]) }
  const report = await compareStep(exact, { state, batches: [batch], witnesses: [finiteDifferences()] })
  expect(report.rows.map(({ kind, tensor: path, verdict }) => [kind, path, verdict])).toEqual([
    ['loss', '', 'agrees'], ['gradient', '0.w', 'agrees'], ['gradient', '0.b', 'kink'], ['weight', '0.w', 'agrees'], ['weight', '0.b', 'kink'],
  ])
})
