import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compile, f32, fold, foldIn, fromFlat, hashTree, initialize, key, type Metrics, toFlat, tree, type Tree } from '../../../src/index.ts'
import { differences } from './differences.ts'
import { adamStep, type AdamState, batch, batchesFrom, firstState, sgdStep, firstSgdState, type SmallBatch, unusualSteps } from './steps.ts'
import { shareAll, threadsReady } from './threads.ts'

let release: () => void
beforeAll(async () => { release = await threadsReady(3) })
afterAll(() => { release() })

type Step<State> = (state: State, batch: SmallBatch) => readonly [State, Metrics]

/** One call after another, whatever the step could do otherwise. */
const oneByOne = <State>(step: Step<State>) => fold((state: State, one: SmallBatch) => step(state, one))

/** Numbers of steps around the 256 batches that a fold hands over at once. */
const counts = [0, 1, 2, 3, 254, 255, 256, 257, 511, 512, 513, 700]
const many = batchesFrom(0, 700)
const eager = new Map(counts.map((count) => [count, oneByOne(adamStep)(firstState, many.slice(0, count))]))

describe.each([1, 3])('a fold with %i threads', (threads) => {
  const step = compile(adamStep, shareAll(threads))
  afterAll(() => { step.dispose() })

  test.each(counts)('of %i steps is as many calls, compiled or eager, in state and reports', (count) => {
    const batches = many.slice(0, count)
    const folded = fold(step)(firstState, batches)
    expect(differences(eager.get(count)!, folded)).toEqual([])
    expect(differences(eager.get(count)!, oneByOne(step)(firstState, batches))).toEqual([])
    expect(folded[1]).toHaveLength(count)
  })

  test('takes a lazy stream once and in order', () => {
    const asked: number[] = []
    function* stream() {
      for (let i = 0; i < 300; i++) {
        asked.push(i)
        yield many[i]!
      }
    }
    expect(differences(oneByOne(adamStep)(firstState, many.slice(0, 300)), fold(step)(firstState, stream()))).toEqual([])
    expect(asked).toEqual(Array.from({ length: 300 }, (_, i) => i))
  })

  test('from a state in the machine, from a host state, from another function\'s, and twice from the same', () => {
    const [inMachine] = step(firstState, batch(1000))
    const [onHost] = adamStep(firstState, batch(1000))
    const other = compile(adamStep)
    const [ofOther] = other(firstState, batch(1000))
    const wanted = fold(adamStep)(onHost, many.slice(0, 257))
    for (const state of [inMachine, onHost, ofOther, inMachine, ofOther]) {
      expect(differences(wanted, fold(step)(state, many.slice(0, 257)))).toEqual([])
    }
    expect(differences(onHost, inMachine)).toEqual([])
    expect(differences(onHost, ofOther)).toEqual([])
    other.dispose()
    expect(differences(wanted, fold(step)(ofOther, many.slice(0, 257)))).toEqual([])
  })

  test('goes on from its own end', () => {
    const [middle, before] = fold(step)(firstState, many.slice(0, 300))
    const [end, after] = fold(step)(middle, many.slice(300, 513))
    expect(differences(eager.get(513)!, [end, [...before, ...after]])).toEqual([])
  })
})

describe('batches that are made with the machine while the fold runs', () => {
  const step = compile(adamStep)
  const plain = compile(sgdStep)
  afterAll(() => {
    step.dispose()
    plain.dispose()
  })
  const wanted = fold(adamStep)(firstState, many.slice(0, 600))

  test('by the same step', () => {
    const seen: AdamState[] = []
    function* stream() {
      let state = firstState
      for (const one of many.slice(0, 600)) {
        state = step(state, one)[0]
        seen.push(state)
        yield one
      }
    }
    expect(differences(wanted, fold(step)(firstState, stream()))).toEqual([])
    expect(differences(wanted[0], seen.at(-1)!)).toEqual([])
  })

  test('by a fold of the same step, from a state in the machine', () => {
    const [start] = step(firstState, batch(1000))
    const outer = fold(adamStep)(start, many.slice(0, 300))
    function* stream() {
      for (const [i, one] of many.slice(0, 300).entries()) {
        if (i % 100 === 50) expect(differences(outer, fold(step)(start, many.slice(0, 300)))).toEqual([])
        yield one
      }
    }
    expect(differences(outer, fold(step)(start, stream()))).toEqual([])
  })

  test('by the step that made the first state', () => {
    const other = compile(adamStep)
    const [start] = other(firstState, batch(1000))
    const right = fold(adamStep)(start, many.slice(0, 300))
    function* stream() {
      for (const one of many.slice(0, 300)) {
        other(other(firstState, one)[0], one)
        yield one
      }
    }
    expect(differences(right, fold(step)(start, stream()))).toEqual([])
    other.dispose()
  })

  test('a stream that fails: its own error, and both functions go on', () => {
    function* stream() {
      yield* many.slice(0, 300)
      throw new Error('the disk is full')
    }
    expect(() => fold(step)(firstState, stream())).toThrow('the disk is full')
    expect(differences(wanted, fold(step)(firstState, many.slice(0, 600)))).toEqual([])
    expect(differences(sgdStep(firstSgdState, batch(0)), plain(firstSgdState, batch(0)))).toEqual([])
  })

  test('a stream that disposes the step: a misuse, and what was given before stays', () => {
    const doomed = compile(adamStep)
    const [kept] = doomed(firstState, batch(0))
    const hash = hashTree(kept)
    const dispose = (after: number) => function* () {
      yield* many.slice(0, after)
      doomed.dispose()
    }
    expect(() => fold(doomed)(firstState, dispose(256)())).toThrow('compiled step: was disposed; compile it again')
    expect(() => fold(doomed)(firstState, [])).toThrow('was disposed')
    expect(hashTree(kept)).toBe(hash)
  })
})

describe('states that do not simply go round', () => {
  test.each(unusualSteps)('$name', ({ step }) => {
    const start = initialize(step, key(8))
    const compiled = compile(step)
    for (const count of [1, 2, 3, 300]) {
      const wanted = oneByOne(step)(start, many.slice(0, count))
      expect(differences(wanted, fold(compiled)(start, many.slice(0, count)))).toEqual([])
      expect(differences(wanted, oneByOne(compiled)(start, many.slice(0, count)))).toEqual([])
    }
    compiled.dispose()
  })

  test('a weight that is reported too', () => {
    const program: typeof sgdStep.program = (ops) => (state, one) => {
      const [next] = sgdStep.program(ops)(state, one)
      return [next, { loss: ops.reshape(ops.slice(next.params[0].b, { start: [0] }, [1]), []), weights: next.params } as Metrics]
    }
    const run = Object.assign((state: typeof firstSgdState, one: SmallBatch) => program(f32)(state, one), { ...sgdStep, program }) as typeof sgdStep
    const compiled = compile(run)
    const wanted = oneByOne(run)(firstSgdState, many.slice(0, 300))
    expect(differences(wanted, fold(compiled)(firstSgdState, many.slice(0, 300)))).toEqual([])
    compiled.dispose()
  })
})

/** A state as it is kept in a file, and back. */
const throughNumbers = <T extends Tree>(state: T): T =>
  tree.mapTensors((x) => fromFlat(x.shape, toFlat(x), { dtype: x.dtype }), state)

test('a run that was interrupted and resumed from a file is the uninterrupted run', () => {
  const step = compile(adamStep)
  const [whole, losses] = fold(step)(firstState, many.slice(0, 400))
  for (const at of [1, 37, 256, 399]) {
    const [first, before] = fold(step)(firstState, many.slice(0, at))
    const resumed = compile(adamStep)
    const [last, after] = fold(resumed)(throughNumbers(first), many.slice(at, 400))
    resumed.dispose()
    expect(hashTree(last)).toBe(hashTree(whole))
    expect(differences(losses, [...before, ...after])).toEqual([])
  }
  expect(hashTree(whole)).toBe(hashTree(fold(adamStep)(firstState, many.slice(0, 400))[0]))
  step.dispose()
})

test('a fold of another key is another run', () => {
  const step = compile(adamStep)
  const other = { ...firstState, key: foldIn(key(3), 5) }
  expect(hashTree(fold(step)(other, many.slice(0, 3))[0])).toBe(hashTree(fold(adamStep)(other, many.slice(0, 3))[0]))
  step.dispose()
})
