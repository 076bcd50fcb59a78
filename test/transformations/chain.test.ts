import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  adam, equals, f32, key, type Ops, type Optimizer, sgd, showSchedule, type Some, tensor, type Tensor, toFlat, type Tree, tree, treeEquals,
} from '../../src/index.ts'
import { accumulate, chain, clipByGlobalNorm, clipByNorm, clipByValue, scaleBy, skipNonFinite, weightDecay } from '../../src/transformations/index.ts'
import { draw } from '../support/draw.ts'
import { holds, precisions, seed, shape } from '../support/examples.ts'
import { engines } from '../support/numbers.ts'
import { net, transformations } from './rows.ts'

const links: readonly Optimizer<Some, Some>[] = [
  clipByValue(0.7), clipByNorm(0.9), clipByGlobalNorm(1.1), weightDecay(0.3), scaleBy(-0.5), sgd({ learningRate: 0.2 }), adam({ learningRate: 0.1 }),
  accumulate(2, sgd({ learningRate: 0.3 })), skipNonFinite(adam({ learningRate: 0.2 })),
]

/** Some steps: the updates of each. */
const run = (ops: Ops, optimizer: Optimizer<Some, Some>, params: Tree, gradients: readonly Tree[]): readonly Tree[] => {
  const rule = optimizer(ops, params)
  let slots: Tree = rule.init()
  return gradients.map((g) => {
    const [updates, next] = rule.update(g, slots)
    slots = next
    return updates
  })
}

const example = fc.record({ sizes: shape(0, 3, 4), from: seed, abc: fc.tuple(fc.constantFrom(...links), fc.constantFrom(...links), fc.constantFrom(...links)) })

const drawn = (ops: Ops, from: number, sizes: readonly number[]): Tree => [{ w: draw(ops, from, sizes), b: draw(ops, from + 1, [3]) }, [], draw(ops, from + 2, [2, 2])]

describe('chain', () => {
  test('is associative in what it does, and a chain of one does what the one does', () => {
    holds(fc.property(example, ({ sizes, from, abc: [a, b, c] }) => {
      for (const precision of precisions) {
        const ops = engines[precision]
        const [params, gradients] = [drawn(ops, from, sizes), [1, 2, 3].map((i) => drawn(ops, from + 10 * i, sizes))]
        const flat = run(ops, chain(a, b, c), params, gradients)
        expect(treeEquals(run(ops, chain(chain(a, b), c), params, gradients), flat)).toBe(true)
        expect(treeEquals(run(ops, chain(a, chain(b, c)), params, gradients), flat)).toBe(true)
        expect(treeEquals(run(ops, chain(a), params, gradients), run(ops, a, params, gradients))).toBe(true)
        expect(treeEquals(run(ops, chain(scaleBy(1), a, scaleBy(1)), params, gradients), run(ops, a, params, gradients))).toBe(true)
      }
    }), 60)
  })

  test('goes in the order in which it is written', () => {
    const [params, g] = [{ w: tensor([2]) }, { w: tensor([10]) }]
    const first = (optimizer: Optimizer<Some, Some>): readonly number[] => toFlat((run(f32, optimizer, params, [g])[0] as typeof g).w)
    expect(first(chain(clipByValue(1), scaleBy(3)))).toEqual([3])
    expect(first(chain(scaleBy(3), clipByValue(1)))).toEqual([1])
    expect(first(chain(weightDecay(0.5), clipByValue(4), scaleBy(2)))).toEqual([8])
    expect(first(chain(clipByValue(4), weightDecay(0.5), scaleBy(2)))).toEqual([10])
  })

  test('of six parts, each has its own slots', () => {
    const rule = chain(scaleBy(1), clipByValue(2), sgd({ learningRate: 1 }), scaleBy(2), scaleBy(3), scaleBy(4))(f32, { w: tensor([1]) })
    const [{ w }, slots] = rule.update({ w: tensor([5]) }, rule.init())
    expect(toFlat(w)).toEqual([-48])
    expect(tree.leaves(slots).map(({ path, tensor: x }) => [path, toFlat(x)])).toEqual(['0.count', '2.count', '3.count', '4.count', '5.count'].map((path) => [path, [1]]))
  })

  test('says what it is, all the way down', () => {
    const rule = chain(clipByGlobalNorm(1), accumulate(2, chain(weightDecay(0.5), sgd({ learningRate: 0.1 }))))(f32, [])
    expect(rule).toMatchObject({
      kind: 'chain',
      settings: {},
      parts: [
        { kind: 'clipByGlobalNorm', settings: { max: 1 } },
        {
          kind: 'accumulate', settings: { k: 2 },
          parts: [{ kind: 'chain', parts: [{ kind: 'weightDecay', settings: { decay: 0.5 } }, { kind: 'sgd', settings: { learningRate: 0.1 } }] }],
        },
      ],
    })
    expect(showSchedule(rule)).toBe('chain(clipByGlobalNorm(max 1), accumulate(k 2, chain(weightDecay(decay 0.5), sgd(learningRate 0.1))))')
  })
})

describe('every transformation', () => {
  const data = (description: object): unknown => JSON.parse(JSON.stringify(description))

  test.each(transformations)('$name has a description that is data alone', ({ optimizer }) => {
    const { kind, settings, parts } = optimizer(f32, net.init(f32, key(1))[0])
    expect(kind).toMatch(/^\w+$/)
    expect(data({ kind, settings, parts })).toEqual({ kind, settings, parts })
  })

  test.each(transformations.filter(({ name }) => !/freeze|masked|partition|together/.test(name)))('$name lets leaves that hold no real numbers pass', ({ optimizer }) => {
    const params = { w: tensor([1, 2]), ids: tensor([3, 4], { dtype: 'i32' }), none: [] }
    const rule = (optimizer as Optimizer<Some, Some>)(f32, params)
    const [updates] = rule.update(params, rule.init())
    expect(equals(updates.ids as Tensor, params.ids)).toBe(true)
    expect(tree.leaves(updates as Tree).map(({ path }) => path)).toEqual(['w', 'ids'])
  })
})
