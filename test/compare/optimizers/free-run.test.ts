import { describe, expect, it } from 'vitest'
import { f32, hashTree, key, Misuse, type Ops, type Some, tensor, toFlat, tree } from '../../../src/index.ts'
import { adam } from '../../../src/optimizers/adam.ts'
import { centeredRmsprop } from '../../../src/optimizers/centered-rmsprop.ts'
import { momentum } from '../../../src/optimizers/momentum.ts'
import { rmsprop } from '../../../src/optimizers/rmsprop.ts'
import { sgd } from '../../../src/optimizers/sgd.ts'
import { tfjsCenteredRmsprop } from '../../../src/optimizers/tfjs-rmsprop.ts'
import { backends, compareOptimizers, everyOptimizer, type OptimizerComparison, printOptimizers, type SomeOptimizer } from '../../../compare/index.ts'
import { firstParameters, gradientsAt } from '../../../compare/optimizers/gradients.ts'
import { runOf } from '../../../compare/optimizers/run.ts'
import { openedBackend } from '../asked.ts'
import { optimizers, poisonous } from '../../support/optimizers.ts'

const some = (optimizer: object): SomeOptimizer => optimizer as SomeOptimizer
const nansIn = ({ weights, slots }: OptimizerComparison): number => (weights?.bothNaN ?? 0) + (slots?.bothNaN ?? 0)

describe.each(backends)('%s', (backend) => {
  it('every optimizer agrees over 50 updates, each going on by itself, in weights and in slots', async (context) => {
    await openedBackend(backend, context)
    const report = await compareOptimizers({ backend })
    expect(report.rows.filter(({ verdict }) => verdict !== 'agrees')).toEqual([])
    expect(report).toMatchObject({ witness: { name: backend, available: true, leaked: 0 }, steps: 50, agreed: true })
    expect(new Set(report.rows.map(({ kind }) => kind))).toEqual(new Set([...optimizers, ...poisonous].map(({ name }) => name)))
    for (const row of report.rows) {
      // 20 weights at each of 50 steps, and as many numbers of each slot: all of them with a bound.
      expect(row.weights).toMatchObject({ elements: 20 * 50, checked: 20 * 50 })
      if (row.kind === 'sgd') expect(row.slots).toBeUndefined()
      else expect(row.slots!.checked).toBe(row.slots!.elements)
      expect(nansIn(row) > 0, row.kind).toBe(row.kind === 'tfjsCenteredRmsprop')
    }
    const text = printOptimizers(report)
    expect(text).toContain(`every optimizer beside ${backend} 4.22.0`)
    expect(text.split('\n').filter((line) => / agrees(,|$)/.test(line))).toHaveLength(everyOptimizer.length)
    expect(text).toMatch(/All agree\.$/)
  })

  it('the centered RMSProp of TensorFlow.js makes NaN of a weight without gradient: ours stays finite, its variant is NaN where theirs is', async (context) => {
    const tensorFlow = await openedBackend(backend, context)
    const g = [0, 1, 1e-5, 100]
    const theirs = await tensorFlow.use((tf) => {
      const [x, optimizer] = [tf.variable(tf.zeros([4])), tf.train.rmsprop(0.1, 0.9, 0, 1e-7, true)]
      tf.tidy(() => { optimizer.applyGradients([{ name: x.name, tensor: tf.tensor1d(g) }]) })
      const numbers = [...x.dataSync()]
      optimizer.dispose()
      x.dispose()
      return numbers
    })
    const ours = (optimizer: SomeOptimizer) => {
      const [{ params }] = runOf(f32, optimizer, [tensor([0, 0, 0, 0])] as Some, [[tensor(g)] as Some]) as Some
      return toFlat(params[0])
    }
    expect(theirs.map(Number.isNaN)).toEqual([true, false, true, false])
    expect(ours(some(tfjsCenteredRmsprop({ learningRate: 0.1 }))).map(Number.isNaN)).toEqual([true, false, true, false])
    expect(ours(some(centeredRmsprop({ learningRate: 0.1 }))).every(Number.isFinite)).toBe(true)
  })

  it('their Adadelta is their SGD, to the bit', async (context) => {
    const tensorFlow = await openedBackend(backend, context)
    const [first, second] = await tensorFlow.use((tf) => [tf.train.adadelta(0.1, 0.95, 1e-7), tf.train.sgd(0.1)].map((optimizer) => {
      const x = tf.variable(tf.tensor1d([1, -2, 3]))
      for (const g of [[0.5, -1, 7], [1e-3, 4, 0], [-2, 1, 1e4]]) tf.tidy(() => { optimizer.applyGradients([{ name: x.name, tensor: tf.tensor1d(g) }]) })
      const numbers = [...x.dataSync()]
      optimizer.dispose()
      x.dispose()
      return numbers
    }))
    expect(first).toEqual(second)
  })
})

it('tf.sign gives 0 for small numbers on wasm alone, which is why Lion is written without it', async (context) => {
  const signs = []
  for (const backend of ['tfjs-cpu', 'tfjs-wasm'] as const) {
    const tensorFlow = await openedBackend(backend, context)
    signs.push(await tensorFlow.use((tf) => tf.tidy(() => [...tf.sign(tf.tensor1d([2 ** -23, 2 ** -24, -1e-9])).dataSync()])))
  }
  expect(signs).toEqual([[1, 1, -1], [1, 0, 0]])
})

describe('gradients', () => {
  const all = Array.from({ length: 50 }, (_, i) => gradientsAt(key(1), i + 1))

  it('are of every size, with zeros always and zeros at times, and the same for the same key', () => {
    const numbers = (step: number) => all[step]!.flatMap((x) => toFlat(x))
    const sizes = all.flatMap((g) => g.flatMap((x) => toFlat(x))).map(Math.abs).filter((x) => x > 0)
    expect(Math.min(...sizes)).toBeLessThan(2 ** -24)
    expect(Math.max(...sizes)).toBeGreaterThan(2 ** 12)
    const zeros = numbers(0).map((_, i) => all.filter((_, step) => numbers(step)[i] === 0).length)
    expect(new Set(zeros)).toEqual(new Set([0, 17, 50]))
    expect(hashTree(gradientsAt(key(1), 7) as Some)).toBe(hashTree(all[6] as Some))
    expect(new Set([...all.map((g) => hashTree(g as Some)), hashTree(firstParameters(key(1)) as Some)]).size).toBe(51)
  })
})

describe('what is wrong is found', () => {
  const found = async (optimizer: object, steps = 50): Promise<OptimizerComparison> =>
    (await compareOptimizers({ backend: 'tfjs-cpu', steps, optimizers: [some(optimizer)] })).rows[0]!

  /** An optimizer whose update is changed from one count of updates on. */
  const changedFrom = (count: number, optimizer: SomeOptimizer, change: (ops: Ops, u: Some) => Some): SomeOptimizer => (ops, params) => {
    const rule = optimizer(ops, params)
    return { ...rule, update: (g, slots) => {
      const [updates, next] = rule.update(g, slots)
      const late = ops.lessEqual(ops.fill([], count), ops.cast((next as Some).count, 'float')) as Some
      return [tree.map((u) => ops.select(ops.spread(late, u.shape) as Some, change(ops, u), u))(updates), next]
    } }
  }

  it('a step longer by a four-thousandth from the fortieth update on', async () => {
    const right = some(momentum({ learningRate: 0.01, momentum: 0.9 }))
    const row = await found(changedFrom(40, right, (ops, u) => ops.scale(u, 1 + 2 ** -12)))
    expect(row).toMatchObject({ verdict: 'differs', weights: { verdict: 'differs' }, slots: { verdict: 'agrees' } })
    expect(row.weights!.step).toBeGreaterThanOrEqual(40)
    expect((await found(changedFrom(51, right, (ops, u) => ops.scale(u, 2)))).verdict).toBe('agrees')
  })

  it('settings that say something else than what is done', async () => {
    const told = (optimizer: SomeOptimizer, settings: object): SomeOptimizer => (ops, params) => {
      const rule = optimizer(ops, params)
      return { ...rule, settings: { ...rule.settings, ...settings } }
    }
    expect((await found(told(some(adam({ learningRate: 0.001 })), { beta2: 0.9991 }))).slots!.verdict).toBe('differs')
    expect((await found(told(some(adam({ learningRate: 0.001 })), { epsilon: 1.1e-8 }))).weights!.verdict).toBe('differs')
    expect((await found(told(some(rmsprop({ learningRate: 0.001 })), { momentum: 0.01 }))).slots!.verdict).toBe('differs')
  })

  it('one NaN against a number', async () => {
    const row = await found((ops: Ops, params: Some) => ({ ...centeredRmsprop({ learningRate: 0.001, epsilon: 1e-7 })(ops, params), kind: 'tfjsCenteredRmsprop' }))
    expect(row).toMatchObject({ verdict: 'differs', weights: { verdict: 'differs' } })
  })

  it('slots that are not kept', async () => {
    const forgetful: SomeOptimizer = (ops, params) => {
      const rule = (momentum({ learningRate: 0.01, momentum: 0.9 }) as Some as SomeOptimizer)(ops, params)
      return { ...rule, update: (g, slots) => [rule.update(g, slots)[0], slots] }
    }
    expect((await found(forgetful, 2)).slots!.verdict).toBe('differs')
  })
})

describe('what was not compared is said aloud', () => {
  it('a witness that is not there', async () => {
    const report = await compareOptimizers({ backend: 'tfjs-node', directories: ['/nowhere'], environment: { PULLBACK_CACHE: '/nowhere/at/all' } })
    expect(report).toMatchObject({ witness: { name: 'tfjs-node', available: false }, rows: [], agreed: false })
    expect(printOptimizers(report)).toMatch(/^tfjs-node: NOT AVAILABLE, so no optimizer was compared with it: .+/)
  })

  it('an optimizer without a row', async () => {
    const odd: SomeOptimizer = (ops, params) => ({ ...(sgd({ learningRate: 0.1 }) as Some as SomeOptimizer)(ops, params), kind: 'odd' })
    const report = await compareOptimizers({ backend: 'tfjs-cpu', steps: 1, optimizers: [odd] })
    expect(report.rows).toMatchObject([{ kind: 'odd', verdict: 'not checked', reason: 'there is no row for the optimizer "odd"' }])
    expect(report.agreed).toBe(false)
    expect(printOptimizers(report)).toContain('NOT CHECKED: there is no row for the optimizer "odd"')
    expect(printOptimizers(report)).toMatch(/NOT ALL AGREE: odd$/)
  })

  it('no optimizers at all agree about nothing', async () => {
    expect((await compareOptimizers({ backend: 'tfjs-cpu', optimizers: [] })).agreed).toBe(false)
  })

  it.each([0, -1, 1.5, NaN])('%s steps are refused', async (steps) => {
    await expect(compareOptimizers({ backend: 'tfjs-cpu', steps })).rejects.toThrow(Misuse)
  })
})
