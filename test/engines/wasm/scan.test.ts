import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  compile, f32, fold, initialize, input, key, meanSquaredError, type Ops, sgd, type Some, tensor, type Tensor, trainStep, withParams,
} from '../../../src/index.ts'
import type { ScanBody } from '../../../src/ops.ts'
import { LOOP } from '../../../src/engines/wasm/assembly/codes.ts'
import { machineOfProcess } from '../../../src/engines/wasm/host/machine.ts'
import { atPlace } from '../../../src/place.ts'
import { plain } from '../reference/numbers.ts'
import { toTensor } from '../reference/plain.ts'
import { messageOf } from '../trace/traced.ts'
import { differences } from './differences.ts'
import { shareAll, threadNumbers, threadsReady } from './threads.ts'

let release: () => void
beforeAll(async () => { release = await threadsReady(7) })
afterAll(() => { release() })

const drawn = (shape: readonly number[], seed: number): Some => toTensor(plain(shape, 'float', 'ordinary', seed), 'f32') as Some

/** What a loop can do with what it is given: two rows that are carried, a stack of rows, and a matrix from around it. */
const bodies: Readonly<Record<string, (ops: Ops, a: Some, b: Some, u: Some) => ScanBody>> = {
  'a recurrence': (ops, _a, _b, u) => ([h, g], [x]) => {
    const after = ops.tanh(ops.add(x as Some, ops.matmul(h as Some, u) as Some) as Some)
    return [[after, ops.add(g as Some, after as Some)], [after, ops.sum(after as Some, [1] as Some)]]
  },
  'what is carried unchanged, and one carried away': (ops) => ([h, g], [x]) => [[h!, ops.add(g as Some, x as Some)], [h!, g!]],
  'what is carried exchanged': (_ops) => ([h, g]) => [[g!, h!], [h!, g!, h!]],
  'a constant that is carried, and one that is stacked': (ops, a) => () => [[ops.fill(a.shape, 3), f32.fill(a.shape, 4)], [ops.fill([3], 5), f32.iota([2, 2], 0)]],
  'slices as they came, and turned over': (ops) => ([h, g], [x]) => [[x!, g!], [x!, ops.reshape(x!, [...x!.shape].reverse()), ops.neg(x as Some), h!]],
  'what is from around it': (_ops, a, b, u) => () => [[b, a], [a, u]],
  'one value as all results': (ops) => ([h], [x]) => { const y = ops.mul(h as Some, x as Some); return [[y, y], [y, y]] },
  'one value under two shapes': (ops) => ([h], [x]) => {
    const y = ops.mul(h as Some, x as Some)
    return [[y, ops.neg(y as Some) as Tensor], [ops.reshape(y, [1, ...x!.shape]), ops.reshape(y, [...x!.shape, 1])]]
  },
  'no stacks': (ops) => ([h, g], [x]) => [[ops.sub(h as Some, x as Some), ops.maximum(g as Some, h as Some)], []],
  'a loop in a loop': (ops, _a, _b, u) => ([h, g], [x]) => {
    const [[inner], [ys, zs]] = ops.scan(3, [h!], [ops.broadcast(x as Some, [3, ...x!.shape] as Some, [0] as Some)], ([k], [y]) => {
      const next = ops.sin(ops.add(ops.add(k as Some, g as Some), ops.matmul(y as Some, u) as Some))
      return [[next], [next, x!]]
    }, { reverse: true })
    return [[inner!, ops.sum(ys as Some, [0] as Some) as Tensor], [ys!, inner!, zs!]]
  },
  'a loop whose results are results': (ops) => ([h, g], [x]) => {
    const [last, ys] = ops.scan(2, [h!, g!], [], ([k, l]) => [[ops.add(k as Some, x as Some), l!], [k!]])
    return [last, ys]
  },
  'a loop in a loop in a loop': (ops) => ([h, g]) => ops.scan(2, [h!, g!], [], ([k, l]) => {
    const [[m], ys] = ops.scan(2, [k!], [], ([n]) => [[ops.add(n as Some, l as Some)], [n!]])
    return [[m!, k!], ys]
  }),
  'many small numbers and a large product': (ops) => ([h, g], [x]) => {
    const total = ops.sumAll(x as Some)
    const large = ops.matmulTN(ops.spread(total, [40, 50]) as Some, ops.spread(ops.exp(total), [40, 60]) as Some) as Some
    return [[ops.scale(h as Some, 2), ops.add(g as Some, ops.spread(ops.sumAll(large), g!.shape) as Some)], [total, ops.max(large, [0] as Some) as Tensor]]
  },
}

/** Rows of these sizes: a few numbers, a whole line of the cache, and several blocks. */
const sizes = [[1, 1], [3, 5], [4, 16], [33, 32]] as const

describe.each(Object.entries(bodies))('%s', (_name, bodyOf) => {
  test.each(sizes)('of [%i, %i]: the bits of the eager engine, for every length, direction and number of threads', (rows, columns) => {
    const u = drawn([columns, columns], 3)
    for (const length of [1, 2, 3, 8]) {
      for (const reverse of [false, true]) {
        const f = (ops: Ops) => (a: Tensor, b: Tensor, xs: Tensor, around: Tensor): readonly Tensor[] => {
          const [last, ys] = ops.scan(length, [a, b], [xs], bodyOf(ops, a as Some, b as Some, around as Some), { reverse })
          return [...last, ...ys]
        }
        const given = [drawn([rows, columns], 1), drawn([rows, columns], 2), drawn([length, rows, columns], length), u] as const
        const wanted = f(f32)(...given)
        for (const [threads, options] of [...threadNumbers.map((count) => [count, shareAll(count)] as const), [2, { threads: 2 }] as const]) {
          const compiled = compile(f, options)
          const found = [compiled(...given), compiled(...given)].flatMap((results) => differences(wanted, results))
          compiled.dispose()
          expect(found.slice(0, 3), `length ${length}, reverse ${reverse}, ${threads} threads`).toEqual([])
        }
      }
    }
  }, 60_000)
})

/** A layer that runs over the middle axis, with its backward, which runs the other way. */
const recurrent = (units: number) => withParams<readonly [], readonly [], Some, Some, Some, Some>(
  input([4, 6, 5]), [4, 6, units], { kind: 'recurrent', settings: {} },
  (ops, from) => ops.scale(ops.unitFromBits(ops.randomBits(from, [5 + units, units])), 0.3) as Some,
  (ops: Ops) => (w: Some, x: Some) => {
    const [u, v] = [ops.slice(w, { start: [0, 0] }, [5, units]) as Some, ops.slice(w, { start: [5, 0] }, [units, units]) as Some]
    const byStep = ops.transpose(x, [1, 0, 2] as Some) as Some
    const [, [hs, before]] = ops.scan(6, [ops.fill([4, units], 0)], [byStep], ([h], [step]) => {
      const after = ops.note('h', ops.tanh(ops.add(ops.matmul(step as Some, u) as Some, ops.matmul(h as Some, v) as Some) as Some))
      return [[after], [after, h!]]
    })
    return [ops.transpose(hs as Some, [1, 0, 2] as Some) as Some, (dy: Some) => {
      const [, [dz]] = ops.scan(6, [ops.fill([4, units], 0)], [ops.transpose(dy, [1, 0, 2] as Some) as Tensor, hs!], ([dh], [d, h]) => {
        const slope = ops.sub(ops.fill([4, units], 1) as Some, ops.mul(h as Some, h as Some))
        const here = ops.mul(ops.add(dh as Some, d as Some), slope)
        return [[ops.matmulNT(here as Some, v) as Tensor], [here]]
      }, { reverse: true })
      const flat = (y: Some, width: number): Some => ops.reshape(y, [24, width]) as Some
      const dw = ops.concat([
        ops.matmulTN(flat(byStep, 5), flat(dz as Some, units)), ops.matmulTN(flat(before as Some, units), flat(dz as Some, units)),
      ] as Some, 0 as never, [5 + units, units] as Some) as Some
      return [dw, ops.transpose(ops.reshape(ops.matmulNT(flat(dz as Some, units), u) as Some, [6, 4, 5]) as Some, [1, 0, 2] as Some) as Some]
    }]
  })

describe('a step with loops', () => {
  const step = trainStep(recurrent(7), meanSquaredError, sgd({ learningRate: 0.1 }))
  const state = initialize(step, key(1))
  const batches = Array.from({ length: 300 }, (_, i) => ({ x: drawn([4, 6, 5], i), labels: drawn([4, 6, 7], 1000 + i) }))
  const [first, second] = [batches[0]!, batches[1]!]
  const wanted = fold(step)(state, batches)

  test.each([1, 3])('folds over many batches as eager steps do, with %i threads', (threads) => {
    const compiled = compile(step, shareAll(threads))
    expect(differences(wanted, fold(compiled)(state, batches))).toEqual([])
    expect(differences(step(state, first), compiled(state, first))).toEqual([])
    compiled.dispose()
  })

  test('takes no more memory the more often it is called, and gives it all back', () => {
    const free = (): number => machineOfProcess()!.heap.top()
    const compiled = compile(step)
    fold(compiled)(state, batches)
    compiled(compiled(state, first)[0], second)
    const before = free()
    let now = state
    for (const batch of batches) now = compiled(now, batch)[0]
    expect(differences(wanted[0], now)).toEqual([])
    expect(free()).toBe(before)
    compiled.dispose()
  })
})

describe('the plan of a loop', () => {
  const planOf = (length: number) => {
    const compiled = compile((ops: Ops) => (h: Tensor, xs: Tensor, u: Tensor) => ops.scan(length, [h], [xs], bodies['a recurrence']!(ops, h as Some, h as Some, u as Some)))
    const twice = (ops: Ops) => (h: Tensor, xs: Tensor, u: Tensor) =>
      ops.scan(length, [h, h], [xs], bodies['a recurrence']!(ops, h as Some, h as Some, u as Some))[1]
    compiled.dispose()
    const function_ = compile(twice)
    function_(drawn([2, 16], 1), drawn([length, 2, 16], 2), drawn([16, 16], 3))
    const plan = function_.plan()
    const text = function_.listing()
    function_.dispose()
    return { plan, text }
  }

  test('is one instruction, however long it is, and needs no more memory between its steps', () => {
    const [short, long] = [planOf(3), planOf(300)]
    const codes = ({ plan }: typeof short) => plan.instructions.map(({ code, body = [] }) => [code, body.map((inner) => inner.code)])
    expect(codes(long)).toEqual(codes(short))
    expect(codes(long).filter(([code]) => code === LOOP)).toHaveLength(1)
    expect(long.plan.arena.bytes).toBe(short.plan.arena.bytes)
    expect(long.plan.instructions[0]!.work).toBe(100 * short.plan.instructions[0]!.work)
  })

  test('lists what lies where, in the body too', () => {
    const { text } = planOf(3)
    expect(text).toMatch(/^%3 = scan\(.*\) ; instruction 0$/m)
    expect(text).toMatch(/^ {2}%3\.\d+ : \[2,16\] = matmul\(.*\) ; instruction 0\.0, arena \d+ to \d+$/m)
    expect(text).toMatch(/^ {2}%3\.\d+ : \[2,16\] = tanh\(.*\) ; instruction 0\.1, moving$/m)
  })
})

describe('ids outside a table, computed in a body', () => {
  const table = tensor([[1, 2], [3, 4], [5, 6]])
  const f = (ops: Ops) => (ids: Tensor, rows: Tensor): readonly Tensor[] => atPlace(ops, '0.embedding', () =>
    ops.scan(3, [], [ids], (_, [some]) => {
      const doubled = ops.add(some as Some, some as Some)
      return [[], [ops.scan(2, [], [doubled as Tensor], (_none, [one]) => [[], [ops.gather(rows as Some, ops.reshape(one!, [1]) as Some) as Tensor]])[1][0]!]]
    })[1])

  test('are refused in the eager engine\'s words, and the next call is right again', () => {
    const whole = (numbers: Some): Tensor => tensor(numbers, { dtype: 'i32' })
    const right = whole([[0, 1], [1, 0], [1, 1]])
    for (const threads of [1, 3]) {
      const compiled = compile(f, shareAll(threads))
      for (const wrong of [[[0, 1], [1, 2], [0, 0]], [[0, 1], [1, 0], [-3, 0]], [[7, 7], [7, 7], [7, 7]]]) {
        const eager = messageOf(() => f(f32)(whole(wrong), table))
        expect(eager).toMatch(/^gather: id -?\d+ at \[0\] is not one of 0 to 2$/)
        expect(messageOf(() => compiled(whole(wrong), table))).toBe(`${eager} (in 0.embedding)`)
        expect(differences(f(f32)(right, table), compiled(right, table))).toEqual([])
      }
      compiled.dispose()
    }
  })
})
