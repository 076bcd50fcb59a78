import { expect, it } from 'vitest'
import { backends, compareStep, finiteDifferences, tensorFlowWitness } from '../../compare/index.ts'
import {
  binaryCrossEntropy, dense, f32, type Float, input, key, type LossRule, type Ops, pipe, relu, sgd, type Shape, sigmoid, stateFrom, tensor, trainStep,
} from '../../src/index.ts'
import { asked } from './asked.ts'

const net = pipe(input([1, 2]), dense(2), relu, dense(1), sigmoid)
const optimizer = sgd({ learningRate: 0.1 })
const step = trainStep(net, binaryCrossEntropy, optimizer)
const state = stateFrom(f32, optimizer, [
  { w: tensor([[1, -1], [1, -1]]), b: tensor([0, 0]) }, { w: tensor([[1], [1]]), b: tensor([0]) },
] as const, [], key(0))

it.for(backends)('a saturated output, whose loss is infinite: what differs is not checked, and the reason is said (%s)', async (backend, context) => {
  await asked(backend, context)
  const batch = { x: tensor([[100, 100]]), labels: tensor([[0]]) }
  const report = await compareStep(step, { state, batches: [batch], witnesses: [tensorFlowWitness(backend)] })
  const loss = report.rows.filter(({ kind }) => kind === 'loss')
  expect(loss.map(({ worst, verdict }) => [worst.ours, worst.theirs, verdict])).toEqual([[Infinity, Infinity, 'agrees'], [Infinity, Infinity, 'agrees']])
  // The second unit of the first layer is off: our gradient to it is 0, theirs is 0 times infinity.
  expect(report.rows.filter(({ kind, tensor: path }) => kind === 'gradient' && path === '0.w').map(({ verdict }) => verdict)).toEqual(['not checked', 'not checked'])
  expect(report.rows.find(({ verdict }) => verdict === 'not checked')?.reason).toMatch(/the loss is not finite here/)
  expect(report.summary.differing).toBe(0)
})

it('an infinite loss where the witness has a finite one is a difference, and so is what follows from it', async () => {
  const batch = { x: tensor([[0.1, 0.1]]), labels: tensor([[0]]) }
  const infinite = <S extends Shape>(ops: Ops, y: Float<S>): LossRule<Float<S>, Float<S>> => {
    const rule = binaryCrossEntropy(ops, y)
    return { ...rule, against: () => [ops.fill([], Infinity), () => ops.fill(y.shape, NaN)] }
  }
  const wrong = trainStep(net, infinite, optimizer)
  const report = await compareStep(wrong, { state, batches: [batch], witnesses: [tensorFlowWitness('tfjs-cpu'), finiteDifferences()] })
  const verdicts = (kind: string) => report.rows.filter((row) => row.kind === kind && row.mode === 'same network').map(({ verdict }) => verdict)
  expect(verdicts('loss')).toEqual(['differs'])
  expect(verdicts('gradient')).toEqual(['differs', 'differs', 'differs', 'differs'])
})
