import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { adam, dense, f64, fromFlat, input, type Optimizer, pipe, sgd, type Some, toFlat, tree, type Tree } from '../../src/index.ts'
import { schedule } from '../../src/schedules/schedule.ts'
import {
  accumulate, averageWeights, chain, clipByGlobalNorm, clipByValue, decoupledWeightDecay, freeze, masked, partition, scaleBy, skipNonFinite, weightDecay,
} from '../../src/transformations/index.ts'
import { numbersOf } from '../support/numbers.ts'

type Numbers = readonly number[]
interface Vectors {
  readonly first: Numbers
  readonly gradients: readonly Numbers[]
  /** in the run `skipNonFinite`: at this step this element is that number */
  readonly notFinite: readonly (readonly [step: number, element: number, value: string])[]
  /** the weights after each step */
  readonly runs: Readonly<Record<string, readonly Numbers[]>>
  readonly skipped: { readonly total: number; readonly inARow: number }
  readonly averages: { readonly debias: readonly Numbers[] }
}

const optax = JSON.parse(readFileSync(new URL('./optax-vectors.json', import.meta.url), 'utf8')) as Vectors

const net = pipe(input([1, 2]), dense(3), dense(1))
/** As in optax-vectors.py; the second bias, which is not there, stays 0. */
const treeOf = (numbers: Numbers) => {
  const part = (from: number, ...shape: readonly number[]): Some =>
    fromFlat<Some>(shape, numbers.slice(from, from + shape.reduce((a, b) => a * b)), { precision: 'f64' })
  return [{ w: part(0, 2, 3), b: part(6, 3) }, { w: part(9, 3, 1), b: f64.fill([1], 0) }] as ReturnType<typeof net.init>[0]
}
const flat = (t: Tree): Numbers => numbersOf(t).slice(0, 12)

/** The weights after each step, and the last slots. */
const run = (optimizer: Optimizer<ReturnType<typeof treeOf>, Some>, gradients: readonly Numbers[]) => {
  let params = treeOf(optax.first)
  let slots: Tree = optimizer(f64, params).init()
  const weights = gradients.map((row) => {
    const [updates, next]: readonly [typeof params, Tree] = optimizer(f64, params).update(treeOf(row), slots)
    params = tree.zip((p, u) => f64.add(p, u))(params, updates)
    slots = next
    return { params: flat(params), slots }
  })
  return { weights: weights.map(({ params }) => params), all: weights.map(({ slots }) => slots) }
}

/**
 * How far 9 steps of f64 may be apart: each changes a weight by an update of which at most so many roundings are in doubt. Optax takes 1 − βᵗ from βᵗ, which
 * for β₂ = 0.999 and t = 1 alone is off by 1000 roundings, half of it under the root; all other operations together are fewer than 100.
 */
const bound = (expected: readonly Numbers[]): number => 9 * 600 * 2 ** -53 * Math.max(1, ...expected.flat().map(Math.abs))

const expectNear = (ours: readonly Numbers[], theirs: readonly Numbers[]): void => {
  expect(ours.length).toBe(theirs.length)
  ours.forEach((row, i) => { row.forEach((x, j) => { expect(Math.abs(x - theirs[i]![j]!), `step ${String(i)}, number ${String(j)}`).toBeLessThanOrEqual(bound(theirs)) }) })
}

const [plain, moments] = [sgd({ learningRate: 0.1 }), adam({ learningRate: 0.1 })]

const runs: Readonly<Record<string, Optimizer<ReturnType<typeof treeOf>, Some>>> = {
  clipByValue: chain(clipByValue(1.5), plain),
  clipByGlobalNorm: chain(clipByGlobalNorm(5), plain),
  weightDecay: chain(weightDecay(0.02), moments),
  decoupledWeightDecay: chain(moments, decoupledWeightDecay(0.02, 0.1)),
  scaleBySchedule: chain(scaleBy(schedule({ kind: 'inverse', settings: {} }, (ops, t) => ops.div(ops.fill([], 1), ops.add(ops.fill([], 1), t)))), plain),
  accumulate: accumulate(3, moments),
  clipThenAccumulate: chain(clipByGlobalNorm(5), accumulate(3, plain)),
  accumulateThenClip: accumulate(3, chain(clipByGlobalNorm(5), plain)),
  masked: chain(masked(net, ['0.w'], clipByGlobalNorm(2)), plain),
  partition: partition(net, { at: ['0.b'], use: moments }, sgd({ learningRate: 0.01 })),
  freeze: freeze(net, ['0.w'], chain(clipByGlobalNorm(3), moments)),
}

describe('the same weights as with Optax, after each of 9 steps in f64', () => {
  test.each(Object.entries(runs))('%s', (name, optimizer) => {
    expectNear(run(optimizer, optax.gradients).weights, optax.runs[name]!)
  })

  test('skipNonFinite is apply_if_finite, with its two counts', () => {
    const gradients = optax.gradients.map((row, i) => row.map((g, j) => Number(optax.notFinite.find(([step, element]) => step === i && element === j)?.[2] ?? g)))
    const { weights, all } = run(skipNonFinite(moments), gradients)
    expectNear(weights, optax.runs['skipNonFinite']!)
    const last = all.at(-1) as Some
    expect([toFlat(last.skipped), toFlat(last.inARow)]).toEqual([[optax.skipped.total], [optax.skipped.inARow]])
  })

  test('averageWeights with debias is optax.ema of the weights after each update', () => {
    const { all } = run(chain(plain, averageWeights({ decay: 0.75, debias: true })), optax.gradients)
    expectNear(all.map((slots: Some) => flat(slots[1].average as Tree)), optax.averages.debias)
  })

  test('no run of Optax is left out', () => {
    expect([...Object.keys(runs), 'skipNonFinite']).toEqual(Object.keys(optax.runs))
  })
})
