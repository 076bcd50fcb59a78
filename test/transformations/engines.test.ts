import { describe, expect, test } from 'vitest'
import { compile, f32, fold, hashTree, initialize, key, softmaxCrossEntropy, trainStep, treeEquals } from '../../src/index.ts'
import { draw, drawProbabilities } from '../support/draw.ts'
import { type Params, net, transformations, type TransformationRow } from './rows.ts'

const STEPS = 7

/** The sixth holds an infinite number, so that gradients overflow on their way. */
const batches = Array.from({ length: STEPS }, (_, i) => ({
  x: i === 5 ? f32.fill([4, 5], Infinity) : draw(f32, 100 + i, [4, 5]),
  labels: drawProbabilities(f32, 200 + i, [4, 3]),
}))

const stepOf = ({ optimizer }: TransformationRow) => trainStep(net, softmaxCrossEntropy, optimizer)

describe.each(transformations)('$name', (row) => {
  const step = stepOf(row)
  const first = initialize(step, key(3))

  test(`compiled, ${String(STEPS)} steps have the eager bits, one by one and all at once`, () => {
    const compiled = compile(step, { threads: 1 })
    try {
      const [eager, fast] = [[first], [first]]
      batches.forEach((batch, i) => {
        eager.push(step(eager[i]!, batch)[0])
        fast.push(compiled(fast[i]!, batch)[0])
        expect(treeEquals(fast[i + 1]!, eager[i + 1]!), `step ${String(i)}`).toBe(true)
      })
      expect(treeEquals(fold(compiled)(first, batches)[0], eager[STEPS]!)).toBe(true)
      expect(hashTree(eager[STEPS]!.params)).not.toBe(hashTree(first.params))
    } finally {
      compiled.dispose()
    }
  })

  test('is pure: the same state and batch give the same bits again, and stay as they are', () => {
    const [middle] = fold(step)(first, batches.slice(0, 2))
    const before = hashTree(middle)
    const once = hashTree(step(middle, batches[2]!)[0])
    step(first, batches[3]!) // something else in between
    expect(hashTree(step(middle, batches[2]!)[0])).toBe(once)
    expect(hashTree(middle)).toBe(before)
  })
})

test('slots have the same places before and after every step, so that a state can be saved and traced', () => {
  for (const { optimizer } of transformations) {
    const params: Params = net.init(f32, key(1))[0]
    const rule = optimizer(f32, params)
    const [, slots] = rule.update(params, rule.init())
    expect(JSON.stringify(slots)).toBe(JSON.stringify(rule.init()))
  }
})
