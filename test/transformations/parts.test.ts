import { describe, expect, test } from 'vitest'
import {
  adam, dense, f32, fold, initialize, input, key, Misuse, type Optimizer, pipe, relu, sgd, softmaxCrossEntropy, type Some, tensor, toFlat, trainStep, tree, type Tree,
  treeEquals,
} from '../../src/index.ts'
import { chain, clipByGlobalNorm, freeze, type HasParameters, masked, partition, scaleBy, weightDecay } from '../../src/transformations/index.ts'
import { draw, drawProbabilities, redraw } from '../support/draw.ts'
import { net } from './rows.ts'

const [params] = net.init(f32, key(1))
const like = redraw(f32, 2, params)
const gradients = Array.from({ length: 6 }, (_, i) => redraw(f32, 10 + i, params))
const paths = tree.leaves(params).map(({ path }) => path)

/** The updates of every step. */
const run = <P extends Tree>(optimizer: Optimizer<P, Some>, start: P, given: readonly P[]): readonly P[] => {
  const rule = optimizer(f32, start)
  let slots: Tree = rule.init()
  return given.map((g) => {
    const [updates, next]: readonly [P, Tree] = rule.update(g, slots)
    slots = next
    return updates
  })
}

const batches = Array.from({ length: 50 }, (_, i) => ({ x: draw(f32, i, [4, 5]), labels: drawProbabilities(f32, 100 + i, [4, 3]) }))

describe('freeze', () => {
  test('frozen weights keep their bits over 50 steps, −0 too; the others move', () => {
    const step = trainStep(net, softmaxCrossEntropy, freeze(net, ['0.b', '1'], chain(weightDecay(0.1), adam({ learningRate: 0.1 }))))
    const start = initialize(step, key(3))
    const first = { ...start, params: tree.map((p, path) => path === '0.w' ? p : f32.scale(p, -0))(start.params) }
    const [last] = fold(step)(first, batches)
    for (const path of ['0.b', '1.w', '1.b']) expect(toFlat(tree.leafAt(last.params, path))).toEqual(toFlat(tree.leafAt(first.params, path)))
    expect(toFlat(last.params[1].b)).toEqual([-0, -0, -0])
    expect(treeEquals(last.params[0].w, first.params[0].w)).toBe(false)
  })

  test('the others are trained as without it, to the bit, where the optimizer takes each tensor by itself', () => {
    const alone = run(adam({ learningRate: 0.1 }), like, gradients)
    const frozen = run(freeze(net, ['0.w', '1.b'], adam({ learningRate: 0.1 })), like, gradients)
    frozen.forEach((updates, i) => {
      for (const path of paths) {
        const update = toFlat(tree.leafAt(updates, path))
        expect(update).toEqual(['0.w', '1.b'].includes(path) ? update.map(() => -0) : toFlat(tree.leafAt(alone[i]!, path)))
      }
    })
  })

  test('frozen weights have no slots, and are not counted', () => {
    const rule = freeze(net, ['0.w', '1'], adam({ learningRate: 0.1 }))(f32, like)
    expect(tree.leaves(rule.init()).map(({ path }) => path)).toEqual(['count', 'm.0.b', 'v.0.b'])
    expect(rule.init().m).toEqual([{ w: [], b: expect.objectContaining({ shape: [7] }) as unknown }, []])
    const { kind, settings, parts } = rule
    expect({ kind, settings, parts }).toMatchObject({ kind: 'freeze', settings: { paths: '0.w, 1' }, parts: [{ kind: 'adam' }] })
  })

  test('a NaN gradient of a frozen weight harms nobody', () => {
    const g = [{ w: f32.fill([5, 7], NaN), b: f32.fill([7], 1) }, like[1]] as const
    const [updates] = run(freeze(net, ['0.w'], chain(clipByGlobalNorm(1), sgd({ learningRate: 1 }))), like, [g])
    expect(toFlat(updates![0].w)).toEqual(Array.from({ length: 35 }, () => -0))
    expect(toFlat(updates![0].b).every(Number.isFinite)).toBe(true)
  })
})

describe('order: what a global norm counts', () => {
  const two = pipe(input([1, 1]), dense(1), relu)
  const start = [{ w: tensor([[7]]), b: tensor([9]) }] as const
  const g = [{ w: tensor([[3]]), b: tensor([4]) }] as const
  const clip = clipByGlobalNorm(2.5)
  const numbers = (optimizer: Optimizer<typeof start, Some>): readonly number[] => {
    const [{ w, b }] = run<typeof start>(optimizer, start, [g])[0]!
    return [...toFlat(w), ...toFlat(b)]
  }
  test.each([
    ['inside of freeze, only what is trained: 4 is cut to 2.5', freeze(two, ['0.w'], clip), [-0, 2.5]],
    ['before freeze, all of it: the norm is 5, so all is halved', chain(clip, freeze(two, ['0.w'], scaleBy(1))), [-0, 2]],
    ['after freeze, only what is left', chain(freeze(two, ['0.w'], scaleBy(1)), clip), [-0, 2.5]],
    ['inside of masked, only what is chosen', masked(two, ['0.w'], clip), [2.5, 4]],
    ['in a group, only the group', partition(two, { at: ['0.w'], use: clip }, clip), [2.5, 2.5]],
  ] as const)('%s', (_name, optimizer, expected) => {
    expect(numbers(optimizer)).toEqual(expected)
  })
})

describe('masked', () => {
  test('is inside what the transformation is, and outside nothing', () => {
    const decayed = run(weightDecay(0.3), like, gradients)
    run(masked(net, ['0.w', '1.w'], weightDecay(0.3)), like, gradients).forEach((updates, i) => {
      for (const path of paths) {
        expect(tree.leafAt(updates, path) === tree.leafAt(gradients[i]!, path)).toBe(path.endsWith('.b'))
        expect(toFlat(tree.leafAt(updates, path))).toEqual(toFlat(tree.leafAt((path.endsWith('.w') ? decayed : gradients)[i]!, path)))
      }
    })
  })

  test('of every path is the transformation itself', () => {
    const all = run(masked(net, ['0', '1'], chain(clipByGlobalNorm(1), adam({ learningRate: 1 }))), like, gradients)
    const plain = run(chain(clipByGlobalNorm(1), adam({ learningRate: 1 })), like, gradients)
    expect(all.every((updates, i) => treeEquals(updates, plain[i]!))).toBe(true)
  })
})

describe('partition', () => {
  const groups = partition(net, { at: ['0.w'], use: sgd({ learningRate: 0.5 }) }, { at: ['1'], use: adam({ learningRate: 0.1 }) }, sgd({ learningRate: 0.25 }))

  test('each parameter has the update of its own optimizer', () => {
    const [half, moments, quarter] = [sgd({ learningRate: 0.5 }), adam({ learningRate: 0.1 }), sgd({ learningRate: 0.25 })].map((one) =>
      run(one as Optimizer<typeof like, Some>, like, gradients))
    run(groups, like, gradients).forEach((updates, i) => {
      const expected = { '0.w': half, '0.b': quarter, '1.w': moments, '1.b': moments }
      for (const [path, from] of Object.entries(expected)) expect(toFlat(tree.leafAt(updates, path))).toEqual(toFlat(tree.leafAt(from![i]!, path)))
    })
  })

  test('of three groups and the rest', () => {
    const rule = partition(net,
      { at: ['0.w'], use: scaleBy(2) }, { at: ['0.b'], use: scaleBy(3) }, { at: ['1.w'], use: scaleBy(4) }, scaleBy(5))(f32, like)
    const [updates] = rule.update(like, rule.init())
    paths.forEach((path, i) => {
      expect(toFlat(tree.leafAt(updates, path))).toEqual(toFlat(tree.leafAt(like, path)).map((x) => Math.fround(x * (i + 2))))
    })
  })

  test('it says what it is, and each keeps its own slots', () => {
    const { kind, parts, init } = groups(f32, like)
    expect({ kind, parts }).toMatchObject({
      kind: 'partition',
      parts: [
        { kind: 'group', settings: { paths: '0.w' }, parts: [{ kind: 'sgd', settings: { learningRate: 0.5 } }] },
        { kind: 'group', settings: { paths: '1' }, parts: [{ kind: 'adam' }] },
        { kind: 'rest', settings: {}, parts: [{ kind: 'sgd', settings: { learningRate: 0.25 } }] },
      ],
    })
    expect(tree.leaves(init()).map(({ path }) => path)).toEqual(['0.count', '1.count', '1.m.1.w', '1.m.1.b', '1.v.1.w', '1.v.1.b', '2.count'])
  })
})

describe('paths that came through any', () => {
  const any: HasParameters<Some> = net
  const inner = sgd({ learningRate: 1 })
  const there = 'there are 0.w, 0.b, 1.w, 1.b'
  test.each([
    ['freeze', freeze(any, ['2.w'], inner), `freeze: no parameters at "2.w"; ${there}`],
    ['freeze, part of a name', freeze(any, ['0.'], inner), `freeze: no parameters at "0."; ${there}`],
    ['freeze, below a tensor', freeze(any, ['0.w.0'], inner), `freeze: no parameters at "0.w.0"; ${there}`],
    ['masked', masked(any, ['0.w', 'w'], inner), `masked: no parameters at "w"; ${there}`],
    ['partition', partition(any, { at: ['0'], use: inner }, { at: ['3'], use: inner }, inner), `partition: no parameters at "3"; ${there}`],
    ['the same twice', freeze(any, ['0.w', '1', '0.w'], inner), 'freeze: "0.w" is named more than once'],
    ['one in the other', masked(any, ['0', '0.w'], inner), 'masked: "0.w" is named more than once'],
    ['in two groups', partition(any, { at: ['0.b'], use: inner }, { at: ['0'], use: inner }, inner), 'partition: "0.b" is named more than once'],
  ] as const)('%s', (_name, optimizer: Optimizer<Some, Some>, message) => {
    expect(() => optimizer(f32, like)).toThrow(Misuse)
    expect(() => optimizer(f32, like)).toThrow(message)
  })

  test('names with a dot are written with a backslash, and 1 is not 10', () => {
    const start = { 'a.b': tensor([1]), 'a': { b: tensor([2]) }, 'list': Array.from({ length: 11 }, (_, i) => tensor([i])) }
    const frozen = (path: string): readonly string[] => {
      const [updates] = run<Tree>(freeze(any, [path], scaleBy(1)) as Optimizer<Tree, Some>, start, [start])
      return tree.leaves(updates!).filter(({ tensor: x }) => Object.is(toFlat(x)[0], -0)).map(({ path }) => path)
    }
    expect(frozen('a\\.b')).toEqual(['a\\.b'])
    expect(frozen('a.b')).toEqual(['a.b'])
    expect(frozen('a')).toEqual(['a.b'])
    expect(frozen('list.1')).toEqual(['list.1'])
  })
})
