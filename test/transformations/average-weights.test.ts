import { describe, expect, test } from 'vitest'
import { f32, f64, initialize, key, Misuse, predict, sgd, softmaxCrossEntropy, tensor, toFlat, trainStep, tree, treeEquals } from '../../src/index.ts'
import { averageWeights, chain } from '../../src/transformations/index.ts'
import { draw, drawProbabilities } from '../support/draw.ts'
import { numbersOf } from '../support/numbers.ts'
import { net } from './rows.ts'

const STEPS = 40
const updates = Array.from({ length: STEPS }, (_, i) => ({ w: draw(f64, i, [6]) }))
const first = { w: draw(f64, 1000, [6]) }

/** The weights after each update, and the average after each. */
const run = (settings: Parameters<typeof averageWeights>[0]) => {
  let [params, slots] = [first, averageWeights(settings)(f64, first).init()]
  return updates.map((u) => {
    const [passed, next] = averageWeights(settings)(f64, params).update(u, slots)
    expect(passed).toBe(u)
    params = tree.zip((p, u) => f64.add(p, u))(params, u)
    slots = next
    return { weights: toFlat(params.w), average: toFlat(slots.average.w), count: toFlat(slots.count)[0] }
  })
}

describe.each([0, 0.5, 0.9, 0.99])('averageWeights, d = %s', (decay) => {
  const share = (t: number, s: number): number => (1 - decay) * decay ** (t - s)
  // Each step rounds a few times, and shrinks by d what the steps before were off.
  const bound = (values: readonly number[]): number => 8 * 2 ** -53 / (1 - decay) * Math.max(...values.map(Math.abs))
  const largest = Math.max(...toFlat(first.w).map(Math.abs), ...run({ decay }).flatMap(({ weights }) => weights.map(Math.abs)))

  test('starts from the first weights: a_t = dᵗ p₀ + Σ (1 − d) d^(t−s) p_s', () => {
    const steps = run({ decay })
    steps.forEach(({ average, count }, i) => {
      expect(count).toBe(i + 1)
      average.forEach((a, j) => {
        const truth = steps.slice(0, i + 1).reduce((sum, { weights }, s) => sum + share(i + 1, s + 1) * weights[j]!, decay ** (i + 1) * toFlat(first.w)[j]!)
        expect(Math.abs(a - truth)).toBeLessThanOrEqual(bound([largest]))
      })
    })
  })

  test('with debias the first weights do not count: divided by 1 − dᵗ', () => {
    const steps = run({ decay, debias: true })
    expect(steps[0]!.average).toEqual(steps[0]!.weights)
    steps.forEach(({ average }, i) => {
      average.forEach((a, j) => {
        const truth = steps.slice(0, i + 1).reduce((sum, { weights }, s) => sum + share(i + 1, s + 1) * weights[j]!, 0) / (1 - decay ** (i + 1))
        // 1 − dᵗ of the formula beside it loses digits too, by 1 / (1 − d)
        expect(Math.abs(a - truth)).toBeLessThanOrEqual(2 * bound([largest]))
      })
    })
  })
})

test('weights that do not move are their own average, to the bit', () => {
  const [p, u] = [{ w: tensor([0.1, -0.3, 1e10]) }, { w: tensor([-0, 0, -0]) }]
  let slots = averageWeights({ decay: 0.999 })(f32, p).init()
  for (let i = 0; i < 20; i += 1) slots = averageWeights({ decay: 0.999 })(f32, p).update(u, slots)[1]
  expect(treeEquals(slots.average, p)).toBe(true)
})

test('in a state the average is where the type says, and predicts', () => {
  const step = trainStep(net, softmaxCrossEntropy, chain(sgd({ learningRate: 0.5 }), averageWeights({ decay: 0.5 })))
  const before = initialize(step, key(1))
  const batch = { x: draw(f32, 1, [4, 5]), labels: drawProbabilities(f32, 2, [4, 3]) }
  const [after] = step(before, batch)
  const halfway = tree.zip((a, b) => f32.add(a, f32.scale(f32.sub(b, a), 0.5)))(before.params, after.params)
  expect(numbersOf(after.slots[1].average)).toEqual(numbersOf(halfway))
  expect(toFlat(predict(net)({ ...after, params: after.slots[1].average }, batch.x))).toEqual(toFlat(predict(net)({ ...after, params: halfway }, batch.x)))
})

test.each([1, -0.1, NaN])('a decay of %s is refused at once', (decay) => {
  expect(() => averageWeights({ decay })).toThrow(Misuse)
  expect(() => averageWeights({ decay })).toThrow(`averageWeights: decay ${String(decay)} is not a number from 0 up to 1, without 1, in f32`)
})
