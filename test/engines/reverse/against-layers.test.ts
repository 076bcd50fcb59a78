import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Precision, toFlat, toPrecision } from '../../../src/index.ts'
import { errorsAsWritten, errorsOnTape, outcomeOnTape } from '../../../compare/errors.ts'
import { outcome, quantities } from '../../../compare/quantity.ts'
import type { Case } from '../../../compare/case.ts'
import { caseExamples, caseOf, perceptron, reluWithoutMask, withNet } from '../../compare/cases.ts'
import { engines } from '../../support/numbers.ts'
import { holds } from '../../support/examples.ts'

/** Errors are bounded for roundings to 24 bits; those to 53 are 2²⁹ times smaller. */
const rounding: Readonly<Record<Precision, number>> = { f32: 1, f64: 2 ** -29 }

/**
 * Every quantity of a step: with the layers' own backward passes, and by the chain rule over the primitives. Either lies within its
 * own error of the truth, so they lie within the sum of both of each other. What lies further apart is listed.
 */
const beyondTheirErrors = (given: Case, precision: Precision): readonly string[] => {
  const exact = { ...given, state: toPrecision(precision)(given.state), batch: toPrecision(precision)(given.batch) }
  const ops = engines[precision]
  const [written, taped] = [quantities(outcome(ops, exact)), quantities(outcomeOnTape({ ops }, exact))]
  const [errorsWritten, errorsTaped] = [errorsAsWritten(given)('either'), errorsOnTape(given)('either')]
  return written.flatMap(({ kind, path, tensor }, i) => {
    const [ours, theirs, one, other] = [tensor, taped[i]!.tensor, errorsWritten[i]!.tensor, errorsTaped[i]!.tensor].map(toFlat)
    return ours!.flatMap((v, j) => {
      const bound = (one![j]! + other![j]!) * rounding[precision]
      // An empty bound says nothing.
      return Math.abs(v - theirs![j]!) <= bound || Number.isNaN(bound) ? [] : [`${kind} ${path}: ${v} and ${theirs![j]} ± ${bound}`]
    })
  })
}

it.each(['f32', 'f64'] as const)('differentiates layers and losses as their own backward passes do, within the errors of both, in %s', (precision) => {
  holds(fc.property(caseExamples(), (example) => { expect(beyondTheirErrors(caseOf(example), precision)).toEqual([]) }), 60)
})

it('does not use a backward pass: a wrong one shows', () => {
  const { net, loss } = perceptron(4, [5, 6, 3]).step
  const right = withNet(net, loss as never, [4, 5], () => perceptron(4, [5, 6, 3]).batch.labels, 3)
  expect(beyondTheirErrors(right, 'f32')).toEqual([])
  const wrong = caseOf({ names: ['dense'], shape: [4, 5], loss: 'halfSquaredError', seed: 3 }, reluWithoutMask)
  expect(beyondTheirErrors(wrong, 'f32').length).toBeGreaterThan(0)
})
