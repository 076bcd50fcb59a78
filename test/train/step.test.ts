import { describe, expect, test } from 'vitest'
import {
  dense, differentiate, equals, evaluate, f32, f64, foldIn, halfSquaredError, hashTree, initialize, input, item, key, type Ops, pipe, predict, relu, sgd,
  sigmoid, softmaxCrossEntropy, stateFrom, tensor, toFlat, toNested, toPrecision, trainStep, tree, treeEquals,
} from '../../src/index.ts'
import { draw, drawProbabilities } from '../support/draw.ts'

/** Two inputs, two hidden units, two outputs: small enough to follow in plain numbers. */
const net = pipe(input([1, 2]), dense(2), sigmoid, dense(2), sigmoid)
const params = [
  { w: tensor([[0.15, 0.25], [0.2, 0.3]], { precision: 'f64' }), b: tensor([0.35, 0.35], { precision: 'f64' }) },
  { w: tensor([[0.4, 0.5], [0.45, 0.55]], { precision: 'f64' }), b: tensor([0.6, 0.6], { precision: 'f64' }) },
] as const
const batch = { x: tensor([[0.05, 0.1]], { precision: 'f64' }), labels: tensor([[0.01, 0.99]], { precision: 'f64' }) }

/** One step in plain numbers, from the formulas of backpropagation. */
const byHand = (rate: number) => {
  const s = (v: number): number => 1 / (1 + Math.exp(-v))
  const [x, t] = [[0.05, 0.1], [0.01, 0.99]]
  const [w1, w2] = [[[0.15, 0.25], [0.2, 0.3]], [[0.4, 0.5], [0.45, 0.55]]]
  const h = [0, 1].map((j) => s(x[0]! * w1[0]![j]! + x[1]! * w1[1]![j]! + 0.35))
  const y = [0, 1].map((j) => s(h[0]! * w2[0]![j]! + h[1]! * w2[1]![j]! + 0.6))
  const d2 = [0, 1].map((j) => (y[j]! - t[j]!) * y[j]! * (1 - y[j]!))
  const d1 = [0, 1].map((i) => (d2[0]! * w2[i]![0]! + d2[1]! * w2[i]![1]!) * h[i]! * (1 - h[i]!))
  const update = (w: number[][], a: number[], d: number[]): number[][] => w.map((row, i) => row.map((v, j) => v - rate * a[i]! * d[j]!))
  return {
    loss: ((y[0]! - t[0]!) ** 2 + (y[1]! - t[1]!) ** 2) / 2,
    outputs: y,
    params: [...update(w1, x, d1).flat(), ...d1.map((d) => 0.35 - rate * d), ...update(w2, h, d2).flat(), ...d2.map((d) => 0.6 - rate * d)],
  }
}

describe('one training step', () => {
  test('in plain numbers, on the f64 engine', () => {
    const step = trainStep(net, halfSquaredError, sgd({ learningRate: 0.5 }))
    const state = stateFrom(f64, step.optimizer, params, [], key(0))
    const [next, { loss }] = step.program(f64)(state, batch)
    const wanted = byHand(0.5)
    expect(item(loss)).toBeCloseTo(wanted.loss, 14)
    tree.leaves(next.params).flatMap(({ tensor: x }) => toFlat(x)).forEach((v, i) => { expect(v).toBeCloseTo(wanted.params[i]!, 14) })
  })

  test('is the way back, then the optimizer, then an addition: to the bit', () => {
    const step = trainStep(net, halfSquaredError, sgd({ learningRate: 0.5 }))
    const [narrow, narrowBatch] = [toPrecision('f32')(params), toPrecision('f32')(batch)]
    const state = stateFrom(f32, step.optimizer, narrow, [], key(0))
    const [next, { loss }] = step(state, narrowBatch)
    const passed = differentiate(net, halfSquaredError)(f32, { key: foldIn(key(0), 0), train: true })(narrow, [], narrowBatch)
    const [updates] = step.optimizer(f32, narrow).update(passed.gradients, state.slots)
    expect(equals(loss, passed.loss)).toBe(true)
    expect(treeEquals(next.params, tree.zip((p, u) => f32.add(p, u))(narrow, updates))).toBe(true)
  })

  test('counts steps, and keeps the key; step n draws from foldIn(key, n)', () => {
    const keys: string[] = []
    const step = trainStep(net, halfSquaredError, sgd({ learningRate: 0.5 }))
    const heard: Ops = { ...f32, foldIn: (parent, data) => { keys.push(`${String(toFlat(parent))} ${String(data)}`); return f32.foldIn(parent, data) } }
    const state = initialize(step, key(9))
    const first = step.program(heard)(state, toPrecision('f32')(batch))[0]
    const second = step.program(heard)(first, toPrecision('f32')(batch))[0]
    expect([state, first, second].map(({ step: n }) => item(n as never))).toEqual([0, 1, 2])
    expect(equals(second.key, state.key)).toBe(true)
    expect(keys.filter((line) => line.startsWith(String(toFlat(state.key))))).toEqual([`${String(toFlat(state.key))} i32[] 0`, `${String(toFlat(state.key))} i32[] 1`])
  })

  test('evaluate and predict use the same numbers, and train nothing', () => {
    const step = trainStep(net, halfSquaredError, sgd({ learningRate: 0.5 }))
    const narrow = toPrecision('f32')(batch)
    const state = stateFrom(f32, step.optimizer, toPrecision('f32')(params), [], key(0))
    const before = hashTree(state)
    const { loss, outputs } = evaluate(net, halfSquaredError)(state, narrow)
    expect(equals(loss, step(state, narrow)[1].loss)).toBe(true)
    expect(equals(predict(net)(state, narrow.x), outputs)).toBe(true)
    expect(hashTree(state)).toBe(before)
    byHand(0).outputs.forEach((v, i) => { expect((toNested(outputs) as number[][])[0]![i]).toBeCloseTo(v, 6) })
  })
})

describe('initialize', () => {
  const step = trainStep(pipe(input([4, 3]), dense(5), relu, dense(2)), softmaxCrossEntropy, sgd({ learningRate: 0.1 }))

  test('the same key gives the same state, another key another; weights come from child 0, the steps\' key is child 1', () => {
    expect(hashTree(initialize(step, key(1)))).toBe(hashTree(initialize(step, key(1))))
    expect(hashTree(initialize(step, key(1)))).not.toBe(hashTree(initialize(step, key(2))))
    const state = initialize(step, key(1))
    expect(treeEquals(state.params, step.net.init(f32, foldIn(key(1), 0))[0])).toBe(true)
    expect(equals(state.key, foldIn(key(1), 1))).toBe(true)
  })

  test('a network learns: the loss of a fixed batch falls to a tenth in 200 steps', () => {
    const fixed = { x: draw(f32, 1, [4, 3]), labels: f32.floor(f32.add(drawProbabilities(f32, 2, [4, 2]), f32.fill([4, 2], 0.5))) }
    const faster = trainStep(step.net, step.loss, sgd({ learningRate: 0.5 }))
    const losses: number[] = []
    let state = initialize(faster, key(3))
    for (let i = 0; i < 200; i++) {
      const [next, { loss }] = faster(state, fixed)
      state = next
      losses.push(item(loss))
    }
    expect(losses[199]).toBeLessThan(losses[0]! / 10)
  })
})
