import { expect, test } from 'vitest'
import {
  dense, evaluate, f32, initialize, input, key, pipe, residual, sgd, softmaxCrossEntropy, type Some, tensor, type Tensor, trace, trainStep,
} from '../../../src/index.ts'
import { atPlace } from '../../../src/place.ts'
import { like } from './traced.ts'

const x = f32.fill([2, 4], 1)
const right = tensor([[0, 1, 0], [0, 0, 1]])
const block = pipe(input([2, 4]), dense(3), residual((inner) => pipe(inner, dense(3))), dense(3))
const step = trainStep(block, softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
const { nodes } = trace(step.program, [initialize(step, key(0)), { x, labels: right }]).graph

test('every node knows where it belongs: its stage forward and backward, the loss, the optimizer', () => {
  const places = nodes.filter(({ op }) => op !== 'argument').map(({ place }) => place)
  expect([...new Set(places)]).toEqual(['', '0.dense', '1.residual', '1.residual > 0.dense', '2.dense', 'loss', 'optimizer'])
  expect(nodes.filter(({ place, op }) => place === '' && op !== 'argument').map(({ op }) => op)).toEqual(['foldIn', 'fill', 'cast', 'add'])
})

test('also where a network is evaluated', () => {
  const { graph } = trace((ops) => evaluate(block, softmaxCrossEntropy, ops), [initialize(step, key(0)), { x, labels: right }])
  const places = graph.nodes.filter(({ op }) => op !== 'argument' && op !== 'constant').map(({ place }) => place)
  expect([...new Set(places)]).toEqual(['0.dense', '1.residual', '1.residual > 0.dense', '2.dense', 'loss'])
})

test('and it is the place that its label begins with', () => {
  const labelled = nodes.filter(({ label }) => label !== undefined)
  expect(labelled.map(({ place }) => place.replace(' > ', '.'))).toEqual(labelled.map(({ label }) => label?.replace(/\.[^.]*$/, '')))
  expect(labelled.map(({ label }) => label)).toEqual([
    '0.dense.y', '1.residual.0.dense.y', '1.residual.y', '2.dense.y', 'loss', 'loss.dy', '2.dense.dw', '2.dense.db', '2.dense.dx',
    '1.residual.0.dense.dw', '1.residual.0.dense.db', '1.residual.0.dense.dx', '1.residual.dx', '0.dense.dw', '0.dense.db', '0.dense.dx',
  ])
})

test('an engine made of a tracer by spreading keeps them', () => {
  const wrapped = trace((ops) => step.program({ ...ops, note: (_label, y) => y }), [initialize(step, key(0)), { x, labels: right }])
  expect(wrapped.graph.nodes.map(({ place }) => place)).toEqual(nodes.map(({ place }) => place))
  expect(wrapped.graph.nodes.some(({ label }) => label !== undefined)).toBe(false)
})

test('a place ends also where something is thrown in it', () => {
  const { graph } = trace((ops) => (given: Tensor) => {
    expect(() => atPlace(ops, 'inside', () => { throw new Error('out') })).toThrow('out')
    return ops.neg(given as Some)
  }, [like([2])])
  expect(graph.nodes[1]?.place).toBe('')
})
