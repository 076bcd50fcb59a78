import { afterAll, describe, expect, test } from 'vitest'
import {
  adam, compile, dense, f32, fold, hashTree, ids, initialize, input, key, meanSquaredError, type Ids, type Float, type Ops, pipe, relu, sgd, softmaxCrossEntropy, type Some, tensor,
  type Tensor, toPrecision, trainStep, withParams,
} from '../../../src/index.ts'
import { machineOfProcess } from '../../../src/engines/wasm/host/machine.ts'
import { messageOf } from '../trace/traced.ts'
import { adamStep, batch, batchesFrom, firstSgdState, firstState } from './steps.ts'

const step = compile(adamStep)
const twice = compile((ops: Ops) => ({ x, mask }: { readonly x: Tensor; readonly mask: Tensor }) => ops.select(mask as Some, ops.add(x as Some, x as Some), x as Some) as Tensor)
const x = tensor([[1, 2, 3], [4, 5, 6]])
const mask = tensor([[1, 0, 1], [1, 1, 0]], { dtype: 'bool' })
twice({ x, mask })
afterAll(() => {
  step.dispose()
  twice.dispose()
})

/** What a careless caller hands over: anything. */
const any = (value: unknown): never => value as never

describe('a compiled function refuses, with one clear sentence', () => {
  test.each([
    ['another shape', () => twice({ x: tensor([[1, 2], [3, 4]]), mask }), 'compiled function: argument 0.x is [2, 2], this was compiled for [2, 3]'],
    ['another rank', () => twice({ x: tensor([1, 2, 3, 4, 5, 6]), mask }), 'compiled function: argument 0.x is [6], this was compiled for [2, 3]'],
    ['another kind', () => twice({ x: tensor([[1, 2, 3], [4, 5, 6]], { dtype: 'i32' }), mask }), 'compiled function: argument 0.x holds i32, this was compiled for float'],
    ['f64', () => twice({ x: toPrecision('f64')(x), mask }), 'compiled function: argument 0.x is f64, and what is compiled computes in f32; round it with toPrecision first'],
    ['a missing leaf', () => twice(any({ x })), 'compiled function: 0.mask is missing, as it was when this was compiled'],
    ['an array', () => twice(any({ x: [[1, 2, 3], [4, 5, 6]], mask })), 'compiled function: 0.x is no tensor, as it was when this was compiled'],
    ['a number', () => twice(any({ x: 3, mask })), 'compiled function: 0.x is missing, as it was when this was compiled'],
    ['null', () => twice(any({ x: null, mask })), 'compiled function: 0.x is missing, as it was when this was compiled'],
    ['a list for a record', () => twice(any([x, mask])), 'compiled function: 0 is no record, as it was when this was compiled'],
    ['nothing', () => (twice as (...given: readonly never[]) => unknown)(), 'compiled function: what it is given is no list of 1, as it was when this was compiled'],
  ])('%s', (_name, call, message) => {
    expect(messageOf(call)).toBe(message)
    expect(hashTree(twice({ x, mask }))).toBe(hashTree(tensor([[2, 2, 6], [8, 10, 6]])))
  })

  test('a tensor of another trace', () => {
    const inner = compile((ops: Ops) => (y: Tensor) => ops.neg(y as Some) as Tensor)
    inner(x)
    expect(messageOf(() => compile((_ops: Ops) => (y: Tensor) => inner(y))(x))).toBe('compiled function: argument 0 is a [2, 3] tensor of another engine, which has no numbers here')
    inner.dispose()
  })

  test('its shapes before it was called', () => {
    expect(messageOf(() => compile((ops: Ops) => (y: Tensor) => ops.neg(y as Some) as Tensor).plan())).toBe('compiled function: was not called yet; its shapes are known after the first call')
  })

  test('a function that misuses an operation, in the eager engine\'s words, at every call', () => {
    const wrong = (ops: Ops) => (a: Tensor, b: Tensor) => ops.matmul(a as Some, b as Some) as Tensor
    const compiled = compile(wrong)
    for (let i = 0; i < 2; i++) expect(messageOf(() => compiled(x, x))).toBe(messageOf(() => wrong(f32)(x, x)))
    // No shapes are kept of a call that failed.
    const right = tensor([[1], [2], [3]])
    expect(hashTree(compiled(x, right))).toBe(hashTree(wrong(f32)(x, right)))
    compiled.dispose()
  })
})

describe('a compiled step refuses', () => {
  const good = batch(0)
  const tall = { x: f32.fill([8, 5], 1), labels: f32.fill([8, 3], 1) }

  test.each([
    ['a batch of another size', () => step(firstState, any(tall)), 'step: x is [8, 5], the network was built for [4, 5]'],
    ['x of another kind', () => step(firstState, any({ ...good, x: f32.cast(good.x, 'i32') })), 'step: x holds i32, the network was built for float'],
    ['an array for x', () => step(firstState, any({ ...good, x: [[1]] })), messageOf(() => adamStep(firstState, any({ ...good, x: [[1]] })))],
    ['labels of another shape', () => step(firstState, any({ ...good, labels: f32.fill([4, 2], 0.5) })), 'compiled step: batch.labels is [4, 2], this was compiled for [4, 3]'],
    ['no labels', () => step(firstState, any({ x: good.x })), 'compiled step: 1.labels is missing, as it was when this was compiled'],
    ['the state of another optimizer', () => step(any(firstSgdState), good), 'compiled step: 0.slots.m is missing, as it was when this was compiled'],
    ['an f64 state', () => step(toPrecision('f64')(firstState), good), 'compiled step: state.params.0.w is f64, and what is compiled computes in f32; round it with toPrecision first'],
    ['another key', () => step({ ...firstState, key: any(tensor([1, 2])) }, good), 'compiled step: state.key holds float, this was compiled for u32'],
  ])('%s, called or folded', (_name, call, message) => {
    expect(messageOf(call)).toBe(message)
    expect(hashTree(step(firstState, good))).toBe(hashTree(adamStep(firstState, good)))
  })

  test('the state of another network', () => {
    const wide = trainStep(pipe(input([4, 5]), dense(8), relu, dense(3)), softmaxCrossEntropy, adam({ learningRate: 0.1 }))
    expect(messageOf(() => step(any(initialize(wide, key(1))), good))).toBe('compiled step: state.params.0.w is [5, 8], this was compiled for [5, 7]')
    expect(messageOf(() => fold(step)(any(initialize(wide, key(1))), [good]))).toBe('compiled step: state.params.0.w is [5, 8], this was compiled for [5, 7]')
    const deep = trainStep(pipe(input([4, 5]), dense(7), dense(7), dense(3)), softmaxCrossEntropy, adam({ learningRate: 0.1 }))
    expect(messageOf(() => step(any(initialize(deep, key(1))), good))).toBe('compiled step: 0.params is no list of 2, as it was when this was compiled')
  })

  const wrongLabels = { ...good, labels: tensor([[1, 0, 0], [0, -0.5, 1], [0, 0, 1], [1, 0, 0]]) }

  test('labels that are no probabilities, in the eager step\'s words', () => {
    const message = messageOf(() => adamStep(firstState, wrongLabels))
    expect(message).toContain('label at [1, 1] is -0.5, not a probability from 0 to 1')
    expect(messageOf(() => step(firstState, wrongLabels))).toBe(message)
    for (const before of [0, 1, 255, 256, 300]) {
      expect(messageOf(() => fold(step)(firstState, [...batchesFrom(0, before), wrongLabels, good]))).toBe(message)
    }
    expect(hashTree(fold(step)(firstState, batchesFrom(0, 300)))).toBe(hashTree(fold(adamStep)(firstState, batchesFrom(0, 300))))
  })

  test('labels that were computed in the machine, too', () => {
    const negated = compile((ops: Ops) => (y: Tensor) => ops.neg(y as Some) as Tensor)
    const labels = negated(good.labels) as Some
    expect(messageOf(() => step(firstState, { x: good.x, labels }))).toBe(messageOf(() => adamStep(firstState, { x: good.x, labels })))
    negated.dispose()
  })

  test('what comes in the middle of a fold', () => {
    expect(messageOf(() => fold(step)(firstState, [...batchesFrom(0, 300), any(tall)]))).toBe('step: x is [8, 5], the network was built for [4, 5]')
    expect(messageOf(() => fold(step)(firstState, [good, any({ x: good.x })]))).toBe('compiled step: 1.labels is missing, as it was when this was compiled')
    expect(messageOf(() => fold(step)(firstState, [any({ x: toPrecision('f64')(good.x), labels: good.labels })]))).toContain('is f64, and what is compiled computes in f32')
  })
})

describe('ids outside a table, in the eager engine\'s words', () => {
  /** Rows of a table, by numbers that are given, or computed on the way. */
  const rows = (ops: Ops) => (table: Tensor, numbers: Tensor) => ops.gather(table as Some, numbers as Some) as Tensor
  const computed = (ops: Ops) => (table: Tensor, numbers: Tensor) => ops.gather(table as Some, ops.add(numbers as Some, numbers as Some)) as Tensor
  const scattered = (ops: Ops) => (updates: Tensor, numbers: Tensor) => ops.scatterAdd([3, 2], ops.add(numbers as Some, numbers as Some), updates as Some) as Tensor
  const given = (ops: Ops) => (updates: Tensor, numbers: Tensor) => ops.scatterAdd([3, 2], numbers as Some, updates as Some) as Tensor
  const whole = (numbers: readonly number[]) => tensor(numbers, { dtype: 'i32' })
  const table = tensor([[1, 2], [3, 4], [5, 6]])

  test.each([['gather', rows], ['gather, computed', computed], ['scatterAdd, computed', scattered], ['scatterAdd', given]])('%s', (_name, f) => {
    const compiled = compile(f)
    const right = whole([0, 1, 0])
    expect(hashTree(compiled(table, right))).toBe(hashTree(f(f32)(table, right)))
    for (const wrong of [[0, 1, -1], [0, 5, 1], [2 ** 31 - 1, 0, 0], [-(2 ** 30), 0, 0], [1, 7, 9]]) {
      const message = messageOf(() => f(f32)(table, whole(wrong)))
      expect(message).toContain('is not one of 0 to 2')
      expect(messageOf(() => compiled(table, whole(wrong)))).toBe(message)
      expect(hashTree(compiled(table, right))).toBe(hashTree(f(f32)(table, right)))
    }
    compiled.dispose()
  })

  /** Rows of a table, for twice the number that is given: so that no guard can see beforehand what is wrong. */
  const embedding = trainStep(
    withParams<readonly [], readonly [], Ids<readonly [4]>, Ids<readonly [4]>, Float<readonly [4, 3]>, Float<readonly [6, 3]>>(
      ids([4]), [4, 3], { kind: 'embedding', settings: {} }, (ops, from) => ops.unitFromBits(ops.randomBits(from, [6, 3])),
      (ops) => (w, numbers) => {
        const doubled = ops.add(numbers, numbers)
        return [ops.gather(w, doubled), (dy) => [ops.scatterAdd([6, 3], doubled, dy), null]]
      }),
    meanSquaredError, sgd({ learningRate: 0.1 }))

  test('in the middle of a fold, with the place in the network', () => {
    const state = initialize(embedding, key(1))
    const compiled = compile(embedding)
    const one = (numbers: readonly number[]) => ({ x: any(whole(numbers)), labels: any(f32.fill([4, 3], 0.25)) })
    const good = Array.from({ length: 300 }, (_, i) => one([i % 3, 1, 2, 0]))
    const message = messageOf(() => embedding(state, one([0, 1, 9, 0])))
    expect(message).toContain('id 18 at [2] is not one of 0 to 5')
    for (const before of [0, 1, 2, 255, 256, 299]) {
      expect(messageOf(() => fold(compiled)(state, [...good.slice(0, before), one([0, 1, 9, 0]), one([0, 11, 9, 0]), ...good]))).toBe(message)
      expect(messageOf(() => compiled(state, one([0, 1, 9, 0])))).toBe(message)
      expect(hashTree(fold(compiled)(state, good))).toBe(hashTree(fold(embedding)(state, good)))
    }
    compiled.dispose()
  })
})

describe('after dispose', () => {
  test.each([['before it was called', false], ['after it was called', true]])('a function %s is refused', (_name, called) => {
    const f = compile((ops: Ops) => (y: Tensor) => ops.neg(y as Some) as Tensor)
    if (called) f(x)
    f.dispose()
    expect(messageOf(() => f(x))).toBe('compiled function: was disposed; compile it again')
    f.dispose()
  })

  test('a step is refused, called and folded', () => {
    const doomed = compile(adamStep)
    doomed.dispose()
    expect(messageOf(() => doomed(firstState, batch(0)))).toBe('compiled step: was disposed; compile it again')
    expect(messageOf(() => fold(doomed)(firstState, [batch(0)]))).toBe('compiled step: was disposed; compile it again')
    doomed.dispose()
  })
})

describe('numbers of threads', () => {
  test.each([0, -1, 256, 1.5, NaN, Infinity])('%d is refused when it is compiled', (threads) => {
    const message = `compile: ${threads} is not a number of threads from 1 to 255`
    expect(messageOf(() => compile((_ops: Ops) => (y: Tensor) => y, { threads }))).toBe(message)
    expect(messageOf(() => compile(adamStep, { threads }))).toBe(message)
  })
})

describe('more memory than WebAssembly can hold', () => {
  const heap = () => machineOfProcess()!.heap.top()

  test('a result of 16 GiB, and tables of 5 GiB between small arguments and a small result', () => {
    const before = heap()
    const large = compile((ops: Ops) => (y: Tensor) => ops.spread(y as Some, [2 ** 16, 2 ** 16]) as Tensor)
    expect(messageOf(() => large(tensor(1)))).toMatch(/^compiled function: needs 1\d{10} bytes, WebAssembly can hold \d+; make the batch smaller$/)
    const inner = compile((ops: Ops) => (y: Tensor) => {
      const table: Some = ops.exp(ops.spread(y as Some, [20_000, 2 ** 16]) as Some)
      return ops.matmulTN(table, table) as Tensor
    })
    for (let i = 0; i < 3; i++) expect(messageOf(() => inner(tensor(1)))).toMatch(/^compiled function: needs \d+ bytes, WebAssembly can hold \d+; make the batch smaller$/)
    expect(heap() - before).toBeLessThan(2 ** 20)
    expect(machineOfProcess()!.words().byteLength).toBeLessThan(2 ** 28)
  })
})
