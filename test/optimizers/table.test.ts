import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compile, type Float, f32, f64, hashTree, Misuse, type Ops, type Some, type Tensor, tensor, toFlat, tree, treeEquals, type Tree,
} from '../../src/index.ts'
import { constant } from '../../src/schedules/constant.ts'
import { draw, redraw } from '../support/draw.ts'
import { holds, precisions, seed, shape } from '../support/examples.ts'
import { engines } from '../support/numbers.ts'
import { type OptimizerRow, optimizers, poisonous, variants } from '../support/optimizers.ts'
import { arithmeticOf, byHand } from './by-hand.ts'

const rows: readonly OptimizerRow[] = [...optimizers, ...poisonous, ...variants]
const builderOf = ({ name }: OptimizerRow): string => name.split(',')[0]!

type Params = { readonly w: Float<Some>; readonly block: readonly [Float<Some>] }

const like: Params = { w: tensor([[1, 2, 3], [4, 5, 6]]) as Tensor, block: [tensor([1, 2]) as Tensor] }
const params = redraw(f32, 1, like)
const gradients = (count: number): readonly Params[] => Array.from({ length: count }, (_, i) => redraw(f32, 100 + i, like))

/** Some updates in a row, the weights moving along. */
const run = (ops: Ops, { moving }: OptimizerRow, given: readonly Params[]) =>
  given.reduce<readonly [params: Params, slots: Tree]>(([p, slots], g) => {
    const [updates, next] = moving(ops, p as Some).update(g as Some, slots as Some) as readonly [Params, Tree]
    return [tree.zip((a, u) => ops.add(a, u))(p, updates), next]
  }, [params, moving(ops, params as Some).init() as Tree])

describe('the first updates are those of the recurrence on plain numbers, to the bit', () => {
  test.each(rows)('$name', (row) => {
    holds(fc.property(shape(1, 1, 8), seed, fc.integer({ min: 1, max: 4 }), (sizes, from, steps) => {
      for (const precision of precisions) {
        const [ops, round] = [engines[precision], precision === 'f32' ? Math.fround : (x: number) => x]
        const a = arithmeticOf(round)
        const p: Tensor = draw(ops, from, sizes)
        const rule = row.moving(ops, { p } as Some)
        const settings = { ...rule.settings, learningRate: 0.1 } as Readonly<Record<string, number | boolean>> & { readonly learningRate: number }
        let [slots, kept] = [rule.init() as Some, toFlat(p).map(() => undefined as Readonly<Record<string, number>> | undefined)]
        for (let t = 1; t <= steps; t += 1) {
          const g = draw(ops, from + t, sizes)
          const before = slots
          const [updates, next] = rule.update({ p: g } as Some, slots) as readonly [{ readonly p: Tensor }, Readonly<Record<string, { readonly p: Tensor }>>]
          const first = (i: number) => Object.fromEntries(Object.keys(next).filter((name) => name !== 'count').map((name) => [name, toFlat(before[name].p)[i]!]))
          const found = toFlat(g).map((x, i) => byHand[builderOf(row)]!(a, settings, { g: x, p: toFlat(p)[i]!, t }, kept[i] ?? first(i)))
          const ratio = builderOf(row) === 'lamb' ? a.div(norm(a, toFlat(p)), norm(a, found.map((one) => 'direction' in one ? one.direction : NaN))) : 1
          const eta = -round(0.1)
          expect(toFlat(updates.p)).toEqual(found.map((one) => 'change' in one ? one.change : a.mul(eta, a.mul(ratio, one.direction))))
          for (const name of Object.keys(next).filter((name) => name !== 'count')) {
            expect(toFlat(next[name]!.p), name).toEqual(found.map((one) => one.kept[name]))
          }
          kept = found.map((one) => one.kept)
          slots = next as Some
        }
      }
    }), 30)
  })

  test('every builder is worked out by hand', () => {
    expect(Object.keys(byHand).sort()).toEqual([...new Set(rows.map(builderOf))].sort())
  })
})

/** Up to eight terms are added as one would by hand. */
const norm = (a: ReturnType<typeof arithmeticOf>, x: readonly number[]): number => a.sqrt(x.reduce((sum, v) => a.add(sum, a.mul(v, v)), 0))

describe.each(rows)('$name', (row) => {
  const { build, settings, moving, still } = row

  test('changes nothing that it is given, and gives the same again', () => {
    const [p, slots] = run(f32, row, gradients(3))
    const g = gradients(4)[3]!
    const before = hashTree({ p, slots, g })
    const rule = moving(f32, p as Some)
    const [updates, next] = rule.update(g as Some, slots as Some) as readonly [Tree, Tree]
    const found = hashTree([updates, next])
    expect(hashTree({ p, slots, g })).toBe(before)
    expect(hashTree(rule.update(g as Some, slots as Some) as Tree)).toBe(found)
  })

  test('keeps a count and trees shaped as the parameters, all of them tensors', () => {
    for (const ops of [f32, f64]) {
      const slots = moving(ops, params as Some).init() as Readonly<Record<string, Tree>>
      const { count, ...trees } = slots
      expect(tree.leaves(count!)).toMatchObject([{ path: '', tensor: { shape: [], dtype: 'i32' } }])
      const shapes = (of: Tree) => tree.leaves(of).map(({ path, tensor: { shape, dtype } }) => ({ path, shape: shape as readonly number[], dtype: dtype as string }))
      for (const kept of Object.values(trees)) expect(shapes(kept)).toEqual(shapes(params))
      const [, next] = moving(ops, params as Some).update(redraw(ops, 2, tree.map((x) => ops.fill(x.shape, 0))(params)) as Some, slots as Some) as readonly [Tree, Tree]
      expect(shapes(next)).toEqual(shapes(slots))
    }
  })

  test('starts from 0 everywhere, and Adagrad from its first sum', () => {
    const { count, ...trees } = moving(f32, params as Some).init() as Readonly<Record<string, Tree>>
    expect(toFlat(count as Tensor)).toEqual([0])
    const first = builderOf(row).endsWith('dagrad') ? Math.fround(Number(moving(f32, params as Some).settings['initialAccumulator'])) : 0
    expect(tree.leaves(trees).flatMap(({ tensor }) => toFlat(tensor)).filter((x) => !Object.is(x, first))).toEqual([])
  })

  test('a learning rate of 0 changes no weight, even −0 and beside gradients of 0, infinity and NaN', () => {
    const weights = { w: tensor([-0, 0, -0, 1, -1, 1, 1, -0, 2]) }
    const odd = { w: tensor([-1, 1, 0, 0, Infinity, -Infinity, NaN, NaN, 1e-30]) }
    const rule = still(f32, weights as Some)
    let slots = rule.init() as Some
    for (let step = 0; step < 3; step += 1) {
      const [updates, next] = rule.update(odd as Some, slots) as readonly [typeof weights, Some]
      expect(toFlat(tree.zip((p, u) => f32.add(p, u))(weights, updates).w)).toEqual([-0, 0, -0, 1, -1, 1, 1, -0, 2])
      slots = next
    }
  })

  test('a schedule that stays the same is the number, to the bit', () => {
    const scheduled = { ...row, moving: build({ ...settings, learningRate: constant(0.1) }) }
    expect(treeEquals(run(f32, scheduled, gradients(5)) as Tree, run(f32, row, gradients(5)) as Tree)).toBe(true)
  })

  test('compiled, it has the eager bits', () => {
    const g = gradients(6)
    const eager = run(f32, row, g)
    const update = (ops: Ops) => (p: Params, slots: Tree, gradient: Params): readonly [Params, Tree] => {
      const [updates, next] = moving(ops, p as Some).update(gradient as Some, slots as Some) as readonly [Params, Tree]
      return [tree.zip((a, u) => ops.add(a, u))(p, updates), next]
    }
    const compiled = compile(update as Some) as Some as ReturnType<typeof update> & { readonly dispose: () => void }
    const [p, slots] = g.reduce<readonly [Params, Tree]>(([p, slots], one) => compiled(p, slots, one), [params, moving(f32, params as Some).init() as Tree])
    expect(treeEquals([p, slots] as Tree, eager as Tree)).toBe(true)
    compiled.dispose()
  })

  test('the order in which names are written does not count', () => {
    const turned = ({ w, block }: Params): Params => ({ block, w })
    const [updates, slots] = moving(f32, params as Some).update(gradients(1)[0] as Some, moving(f32, params as Some).init()) as readonly [Params, Tree]
    const rule = moving(f32, turned(params) as Some)
    const [other, otherSlots] = rule.update(turned(gradients(1)[0]!) as Some, moving(f32, params as Some).init()) as readonly [Params, Tree]
    expect(treeEquals(turned(other) as Tree, updates as Tree)).toBe(true)
    expect(hashTree(otherSlots)).toBe(hashTree(slots))
  })

  test('says what it is', () => {
    const rule = moving(f32, params as Some)
    expect(rule.kind).toBe(builderOf(row))
    expect(rule.settings).toMatchObject({ learningRate: 0.1, ...settings })
    expect(build({ ...settings, learningRate: constant(0.1) })(f32, params as Some).settings['learningRate']).toBe('constant(value 0.1)')
  })

  test.each([-0.1, NaN, Infinity, 1e39, '0.1'])('a learning rate of %s is refused at once', (learningRate) => {
    const make = (): unknown => build({ ...settings, learningRate })
    expect(make).toThrow(Misuse)
    expect(make).toThrow(`${builderOf(row)}: learning rate ${String(learningRate)} is not a finite number from 0 upward`)
  })

  const fractions = ['beta1', 'beta2', 'rho', 'decay', 'momentum']
  const told = moving(f32, params as Some).settings
  test.each(Object.keys(told).filter((name) => name !== 'learningRate' && typeof told[name] === 'number'))('%s out of its range is refused at once', (name) => {
    const below = name === 'threshold' ? 3.5 : -0.25
    const fraction = fractions.includes(name) && builderOf(row) !== 'tfjsAdamax' || name.startsWith('beta')
    for (const value of [below, NaN, ...(fraction ? [1, 1 - 1e-12] : []), ...(name === 'threshold' ? [] : [Infinity])]) {
      const make = (): unknown => build({ ...settings, learningRate: 0.1, [name]: value })
      expect(make).toThrow(Misuse)
      expect(make).toThrow(`${builderOf(row)}: ${name} ${value} is not a ${fraction ? 'number from 0 up to 1, without 1, in f32' : name === 'threshold' ? 'number from 4 upward' : 'finite number from 0 upward'}`)
    }
  })
})

describe('what one optimizer is of another', () => {
  const bits = (name: string, settings: OptimizerRow['settings'], count = 20) =>
    hashTree((run(f32, { ...rows.find((row) => row.name === name)!, moving: rows.find((row) => row.name === name)!.build({ learningRate: 0.1, ...settings }) }, gradients(count)))[0] as Tree)

  test('momentum 0 is sgd, and so is the Adadelta of TensorFlow.js, whatever its settings', () => {
    expect(bits('momentum', { momentum: 0 })).toBe(bits('sgd', {}))
    expect(bits('tfjsAdadelta', {})).toBe(bits('sgd', {}))
    expect(bits('tfjsAdadelta', { rho: 0.5, epsilon: 1e-3 })).toBe(bits('sgd', {}))
    expect(bits('adadelta', {})).not.toBe(bits('sgd', {}))
  })

  test('AdamW without decay is Adam; the RMSProp of TensorFlow.js is that of Graves with another ε', () => {
    expect(bits('adamw', { weightDecay: 0 })).toBe(bits('adam', {}))
    expect(bits('tfjsRmsprop', { epsilon: 1e-8, momentum: 0.5 })).toBe(bits('rmsprop', { momentum: 0.5 }))
    expect(bits('tfjsAdam', { epsilon: 1e-8 })).not.toBe(bits('adam', {}))
  })

  test('RAdam begins to rectify at the fifth step, or with the threshold of PyTorch at the sixth', () => {
    for (const [steps, four, five] of [[4, true, true], [5, false, true], [6, false, false]] as const) {
      const plain = bits('radam', { threshold: 1e9 }, steps)
      expect(bits('radam', {}, steps) === plain).toBe(four)
      expect(bits('radam', { threshold: 5 }, steps) === plain).toBe(five)
    }
  })
})

describe('LAMB', () => {
  const step = (p: readonly number[], g: readonly number[]) => {
    const rule = optimizers.find(({ name }) => name === 'lamb')!.build({ learningRate: 0.5 })(f64, { p: tensor(p, { precision: 'f64' }) } as Some)
    const [{ p: update }] = rule.update({ p: tensor(g, { precision: 'f64' }) } as Some, rule.init()) as readonly [{ readonly p: Tensor }, unknown]
    return toFlat(update)
  }

  test('a step is η times as long as the weights of the tensor', () => {
    const length = Math.hypot(...step([3, 4], [0.1, -20]))
    expect(Math.abs(length - 0.5 * 5)).toBeLessThan(1e-14)
  })

  test('where the weights are all 0, or nothing is to be done, the ratio is 1', () => {
    step([0, 0], [2, -2]).forEach((u, i) => { expect(Math.abs(u - [-0.5, 0.5][i]!)).toBeLessThan(1e-6) })
    expect(step([0, 0], [0, 0])).toEqual([-0, -0])
  })
})

test('Lion only lets a weight decay that has never had a gradient', () => {
  const rule = optimizers.find(({ name }) => name === 'lion')!.build({ learningRate: 0.5, weightDecay: 0.25 })(f32, { p: tensor([4, -8, 4, 4]) } as Some)
  const [{ p }] = rule.update({ p: tensor([0, -0, 1e-38, -1e-38]) } as Some, rule.init()) as readonly [{ readonly p: Tensor }, unknown]
  expect(toFlat(p)).toEqual([-0.5, 1, -1, -0])
})

describe('centered RMSProp where gradients are 0 or always the same', () => {
  const moved = (row: OptimizerRow, g: readonly number[], steps: number) => {
    const given = { g: tensor(g) }
    const rule = row.build({ learningRate: 0.1 })(f32, given as Some)
    let [slots, update] = [rule.init() as Some, [] as readonly number[]]
    for (let i = 0; i < steps; i += 1) {
      const [{ g: found }, next] = rule.update(given as Some, slots) as readonly [{ readonly g: Tensor }, Some]
      slots = next
      update = toFlat(found)
    }
    return update
  }
  const ours = optimizers.find(({ name }) => name === 'centeredRmsprop')!

  test('ours stays finite, also where rounding makes the variance negative', () => {
    for (const steps of [1, 10, 100, 138, 140, 300]) moved(ours, [0, 1e-20, 1e-3, 0.7, 1.74, 2.85, 11.73, 100, 12_345.678], steps).forEach((u) => { expect(Number.isFinite(u)).toBe(true) })
    expect(moved(ours, [0], 5)).toEqual([-0])
  })

  test('that of TensorFlow.js becomes NaN at the first gradient of 0', () => {
    expect(moved(poisonous[0]!, [0, 1], 1).map(Number.isNaN)).toEqual([true, false])
  })
})
