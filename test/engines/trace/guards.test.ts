import { describe, expect, test } from 'vitest'
import {
  dense, evaluate, f32, fromFlat, ids, initialize, input, key, map, meanSquaredError, pipe, sgd, softmaxCrossEntropy, type Some, tensor,
  type Tensor, trace, trainStep,
} from '../../../src/index.ts'
import { atPlace } from '../../../src/place.ts'
import { onNumbers } from '../../../src/tensor/on-numbers.ts'
import { like, messageOf, runOf } from './traced.ts'

const net = pipe(input([2, 4]), dense(3))
const x = f32.fill([2, 4], 1)
const right = tensor([[0, 1, 0], [0, 0, 1]])
const wrong = tensor([[0, 1, 0], [0, 0, 1.5]])

describe('labels are checked at every call', () => {
  const step = trainStep(net, softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
  const state = initialize(step, key(0))

  test('not while tracing, and with the message of the eager engine', () => {
    const traced = trace(step.program, [state, { x, labels: wrong }])
    expect(traced.guards.map(({ argument }) => traced.graph.arguments[argument]?.path)).toEqual(['1.labels'])
    const run = runOf(traced)
    expect(messageOf(() => run([state, { x, labels: right }]))).toBe('no misuse')
    expect(messageOf(() => run([state, { x, labels: wrong }]))).toBe('softmaxCrossEntropy: label at [1, 2] is 1.5, not a probability from 0 to 1')
    expect(messageOf(() => run([state, { x, labels: wrong }]))).toBe(messageOf(() => step(state, { x, labels: wrong })))
  })

  test('also where a network is evaluated', () => {
    const program = (ops: typeof f32) => evaluate(net, meanSquaredError, ops)
    const infinite = tensor([[0, Infinity, 0], [0, 0, 1]])
    const run = runOf(trace(program, [state, { x, labels: right }]))
    expect(messageOf(() => run([state, { x, labels: infinite }]))).toBe('meanSquaredError: label at [0, 1] is Infinity, not a finite number')
  })

  test('labels that the function closes over are checked while tracing', () => {
    expect(messageOf(() => trace((ops) => (given: Tensor) => step.program(ops)(state, { x: given as Some, labels: wrong })[1], [x])))
      .toBe('softmaxCrossEntropy: label at [1, 2] is 1.5, not a probability from 0 to 1')
  })

  test('labels that are computed on the way are not looked at', () => {
    const { guards } = trace((ops) => (labels: Tensor) => step.program(ops)(state, { x, labels: ops.neg(labels as Some) as Some })[1], [right])
    expect(guards).toEqual([])
  })
})

describe('row numbers are checked at every call, and the place is named', () => {
  const table = fromFlat([3, 2], [1, 2, 3, 4, 5, 6])
  const embedding = map<readonly [], readonly [], Some, Some, Some>(
    ids([2]), [2, 2], { kind: 'embedding' }, (ops) => (rows: Some) => [ops.gather(table, rows) as Tensor, () => null])
  const program = (ops: typeof f32) => (rows: Tensor): Tensor => embedding.forward(ops, { key: key(0), train: false })([], [], rows)[0] as Tensor

  test.each([
    [[0, 3], 'gather: id 3 at [1] is not one of 0 to 2 (in 0.embedding)'],
    [[-1, 3], 'gather: id -1 at [0] is not one of 0 to 2 (in 0.embedding)'],
    [[0, 2], 'no misuse'],
  ])('%j', (numbers, message) => {
    const rows = fromFlat([2], numbers, { dtype: 'i32' })
    expect(messageOf(() => program(f32)(rows))).toBe(message)
    const traced = trace(program, [fromFlat([2], [9, 9], { dtype: 'i32' })])
    expect(traced.guards).toHaveLength(1)
    expect(messageOf(() => { traced.guards[0]?.check(Int32Array.from(numbers)) })).toBe(message)
  })
})

describe('onNumbers', () => {
  const refuse = (): void => { throw new Error('looked') }

  test('checks numbers of this process at once, and leaves those of other engines alone', () => {
    expect(() => { onNumbers(tensor(1), refuse) }).toThrow('looked')
    expect(() => { onNumbers({ shape: [], dtype: 'float' } as unknown as Tensor, refuse) }).not.toThrow()
  })

  test('keeps a check of an argument with the places where it was asked for', () => {
    const traced = trace((ops) => (given: Tensor) => {
      atPlace(ops, 'outer', () => atPlace(ops, 'inner', () => { onNumbers(given, () => { f32.neg([] as never) }) }))
      return given
    }, [like([2])])
    expect(messageOf(() => { traced.guards[0]?.check(new Float32Array(2)) })).toMatch(/^neg: takes a tensor, .* \(in outer > inner\)$/)
  })

  test('refuses an argument whose trace is over', () => {
    const escaped: { x?: Tensor } = {}
    trace(() => (given: Tensor) => { escaped.x = given; return given }, [like([2])])
    expect(messageOf(() => { onNumbers(escaped.x!, refuse) })).toBe('trace: the trace that this tensor belongs to is over')
  })
})
