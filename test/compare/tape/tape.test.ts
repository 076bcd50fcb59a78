import fc from 'fast-check'
import { expect, it } from 'vitest'
import { f64, toPrecision } from '../../../src/index.ts'
import { outcomeOnTape } from '../../../compare/errors.ts'
import { outcome, quantities } from '../../../compare/quantity.ts'
import { caseExamples, caseOf, perceptron, reluWithoutMask, withNet } from '../cases.ts'
import { distance, magnitude } from '../../support/numbers.ts'
import { holds } from '../../support/examples.ts'

/** The largest distance between the gradients of both roads, in f64. */
const apart = (given: ReturnType<typeof caseOf>): number => {
  const exact = { ...given, state: toPrecision('f64')(given.state), batch: toPrecision('f64')(given.batch) }
  const [written, taped] = [quantities(outcome(f64, exact)), quantities(outcomeOnTape({ ops: f64 }, exact))]
  return Math.max(...written.map(({ tensor }, i) => distance(tensor, taped[i]!.tensor) / magnitude(tensor)))
}

it('differentiates every layer and loss as their own backward passes do, in f64', () => {
  holds(fc.property(caseExamples(), (example) => { expect(apart(caseOf(example))).toBeLessThan(1e-12) }), 150)
})

it('does not use a backward pass: a wrong one shows', () => {
  const { net, loss } = perceptron(4, [5, 6, 3]).step
  const right = withNet(net, loss as never, [4, 5], () => perceptron(4, [5, 6, 3]).batch.labels, 3)
  expect(apart(right)).toBeLessThan(1e-12)
  const wrong = caseOf({ names: ['dense'], shape: [4, 5], loss: 'halfSquaredError', seed: 3 }, reluWithoutMask)
  expect(apart(wrong)).toBeGreaterThan(1e-3)
})
