import { afterAll, describe, expect, test } from 'vitest'
import { compile, f32, fold, fromFlat, hashTree, item, key, type Ops, type Some, tensor, type Tensor, toFlat, treeEquals } from '../../../src/index.ts'
import { machineOfProcess } from '../../../src/engines/wasm/host/machine.ts'
import { draw } from '../../support/draw.ts'
import { differences } from './differences.ts'
import { adamStep, batch, batchesFrom, firstState } from './steps.ts'
import { shareAll, threadNumbers } from './threads.ts'

const afterwards: (() => void)[] = []
afterAll(() => { for (const dispose of afterwards) dispose() })

/** A compiled function that is disposed when all tests are over. */
const kept = <T extends { readonly dispose: () => void }>(compiled: T): T => {
  afterwards.push(compiled.dispose)
  return compiled
}

const step = kept(compile(adamStep))

describe('what was given is unchanged', () => {
  test('states and batches, on the host or in the machine', () => {
    const [inMachine] = step(firstState, batch(0))
    const [one, state] = [batch(1), hashTree(inMachine)]
    const before = hashTree({ firstState, one })
    const wanted = hashTree(adamStep(firstState, one))
    const wantedNext = hashTree(adamStep(inMachine, one))
    for (let i = 0; i < 5; i++) {
      expect(hashTree(step(firstState, one))).toBe(wanted)
      expect(hashTree(step(inMachine, one))).toBe(wantedNext)
      expect(hashTree(fold(step)(inMachine, [one]))).toBe(hashTree([adamStep(inMachine, one)[0], [adamStep(inMachine, one)[1]]]))
    }
    expect(hashTree({ firstState, one })).toBe(before)
    expect(hashTree(inMachine)).toBe(state)
  })

  test('the array that a tensor was made from may change afterwards', () => {
    const numbers = [1, 2, 3]
    const double = kept(compile((ops: Ops) => (x: Tensor) => ops.add(x, x) as Tensor))
    const x = fromFlat([3], numbers)
    expect(toFlat(double(x))).toEqual([2, 4, 6])
    numbers[0] = 100
    expect(toFlat(double(x))).toEqual([2, 4, 6])
  })
})

describe('what was handed out never changes', () => {
  test('the states of 50 steps, all kept, and read at the end in any order', () => {
    const batches = batchesFrom(0, 50)
    const states = batches.reduce((before, one) => [...before, step(before.at(-1)!, one)[0]], [firstState])
    const wanted = batches.reduce((before, one) => [...before, adamStep(before.at(-1)!, one)[0]], [firstState])
    for (const i of [50, 0, 25, 1, 49, ...states.keys()]) expect(differences(wanted[i]!, states[i]!)).toEqual([])
  })

  test('branches: old states are used again in any order, also while their numbers were never read', () => {
    const pick = [0, 0, 1, 0, 3, 2, 5, 5, 1, 8, 4, 0, 11, 11, 7, 13, 2, 16, 9, 0]
    const grow = (run: typeof adamStep) => pick.reduce((states, from, i) => [...states, run(states[from]!, batch(i))[0]], [firstState])
    const [wanted, given] = [grow(adamStep), grow(step)]
    expect(differences(wanted, given)).toEqual([])
  })

  test('states go to and fro between compiled functions, and the eager one', () => {
    const runs = [step, kept(compile(adamStep, shareAll(3))), adamStep, kept(compile(adamStep))]
    const go = (choose: (i: number) => typeof adamStep) =>
      Array.from({ length: 40 }, (_, i) => i).reduce((states, i) => [...states, choose(i)(states.at(-1)!, batch(i))[0]], [firstState])
    expect(differences(go(() => adamStep), go((i) => runs[(i * 7 + Math.floor(i / 4)) % 4]!))).toEqual([])
  })

  test('a result that is an argument of the next call, several times at once', () => {
    const f = (ops: Ops) => (a: Tensor, b: Tensor, c: Tensor): readonly Tensor[] =>
      // Turned straight into the result: it could not lie where the argument does.
      [ops.transpose(a as Some, [1, 0] as Some) as Tensor, ops.sub(c as Some, ops.mul(a as Some, b as Some)) as Tensor]
    const compiled = kept(compile(f))
    const eager = f(f32)
    const rounds = (run: (a: Tensor, b: Tensor, c: Tensor) => readonly Tensor[]): readonly (readonly Tensor[])[] =>
      Array.from({ length: 12 }, (_, i) => i).reduce<readonly (readonly Tensor[])[]>((all, i) => {
        const [x, y] = all.at(-1) as readonly [Tensor, Tensor]
        const operands: readonly (readonly [Tensor, Tensor, Tensor])[] = [[x, x, x], [x, y, x], [y, x, y], [all[i >> 1]![0]!, x, y]]
        return [...all, run(...operands[i % 4]!)]
      }, [[draw(f32, 1, [9, 9]), draw(f32, 2, [9, 9])]])
    expect(differences(rounds(eager), rounds(compiled))).toEqual([])
  })
})

describe('results that are no arrays of their own', () => {
  const constant = tensor([5, 6, 7])
  const f = (ops: Ops) => ({ x, y }: { readonly x: Tensor; readonly y: Tensor }) => {
    const sum: Some = ops.add(x as Some, y as Some)
    return {
      argument: x, again: [x, y], turned: ops.reshape(x as Some, [3, 1]) as Tensor, constant, filled: ops.fill([3], 2), reshapedConstant: ops.reshape(constant, [1, 3]) as Tensor,
      sum, sumAgain: sum as Tensor, sumTurned: ops.reshape(sum, [1, 3]) as Tensor, named: ops.note('sum', sum) as Tensor, sameSum: ops.add(x as Some, y as Some) as Tensor,
    }
  }

  test.each(threadNumbers)('arguments, constants and duplicates, with %i threads', (threads) => {
    const compiled = kept(compile(f, shareAll(threads)))
    const negated = kept(compile((ops: Ops) => (x: Tensor) => ops.neg(x as Some) as Tensor))
    const [host, inMachine] = [draw(f32, 5, [3]), negated(draw(f32, 6, [3]))]
    const given = [{ x: host, y: inMachine }, { x: inMachine, y: host }, { x: inMachine, y: inMachine }, { x: host, y: host }]
    const results = given.map((both) => compiled(both))
    negated(host)
    negated(negated(host))
    expect(differences(given.map((both) => f(f32)(both)), results)).toEqual([])
    expect(results[0]!.argument).toBe(host)
    expect(results[1]!.argument).toBe(inMachine)
  })

  test('a function that does nothing, and one that takes nothing', () => {
    const nothing = kept(compile((_ops: Ops) => (x: Tensor) => x))
    const x = draw(f32, 1, [4])
    expect(nothing(x)).toBe(x)
    const seven = kept(compile((ops: Ops) => () => ops.sumAll(ops.fill([7], 1))))
    expect([item(seven()), item(seven())]).toEqual([7, 7])
    const empty = kept(compile((_ops: Ops) => (_x: Tensor): readonly Tensor[] => []))
    expect(empty(x)).toEqual([])
  })

  test('an argument that a program forms only by moving it is not written to', () => {
    const pattern = kept(compile((ops: Ops) => (x: Tensor): readonly Tensor[] => [ops.reshape(x as Some, [2, 2]), ops.transpose(ops.reshape(x as Some, [2, 2]) as Some, [1, 0] as Some)]))
    const x = draw(f32, 2, [4])
    const [first, turned] = pattern(x)
    const [again, turnedAgain] = pattern(turned === undefined ? x : f32.reshape(turned as Some, [4]) as Tensor)
    const [a, b, c, d] = toFlat(x)
    expect([first!, turned!, again!, turnedAgain!].map(toFlat)).toEqual([[a, b, c, d], [a, c, b, d], [a, c, b, d], [a, b, c, d]])
  })
})

describe('results outlive the function', () => {
  test('dispose, and everything that is compiled afterwards', () => {
    const doomed = compile(adamStep)
    const [state, { loss }] = doomed(firstState, batch(0))
    const [second] = doomed(state, batch(1))
    const [folded] = fold(doomed)(second, batchesFrom(2, 5))
    doomed.dispose()
    const others = [1, 2, 3].map(() => {
      const other = compile(adamStep)
      const out = other(firstState, batch(9))
      other.dispose()
      return out
    })
    expect(others).toHaveLength(3)
    const [wantedState, wantedReport] = adamStep(firstState, batch(0))
    const [wantedSecond] = adamStep(wantedState, batch(1))
    expect(differences([wantedState, wantedReport.loss, wantedSecond, fold(adamStep)(wantedSecond, batchesFrom(2, 5))[0]], [state, loss, second, folded])).toEqual([])
    // A state of a function that is gone goes on in another.
    expect(treeEquals(step(second, batch(2)), adamStep(wantedSecond, batch(2)))).toBe(true)
  })

  test('a disposed function frees its memory for the next', () => {
    const tops = Array.from({ length: 20 }, () => {
      const other = compile(adamStep)
      fold(other)(other(firstState, batch(0))[0], [batch(1)])
      other.dispose()
      return machineOfProcess()!.heap.top()
    })
    expect(tops.at(-1)).toBe(tops[0])
  })

  test('a key drawn in the machine is the key of the eager engine', () => {
    const child = kept(compile((ops: Ops) => (parent: Tensor) => ops.foldIn(parent as Some, 7) as Tensor))
    expect(hashTree(child(key(1)))).toBe(hashTree(f32.foldIn(key(1), 7)))
  })
})
