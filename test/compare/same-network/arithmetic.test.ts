import fc from 'fast-check'
import { expect, it } from 'vitest'
import { f64, toPrecision } from '../../../src/index.ts'
import { tables } from '../../../compare/index.ts'
import { restated } from '../../../compare/case.ts'
import { arithmeticOf, rowOfLoss } from '../../../compare/same-network/build.ts'
import { outcome, quantities } from '../../../compare/quantity.ts'
import { type CaseExample, caseExamples, caseOf } from '../cases.ts'
import { layers } from '../../support/layers.ts'
import { losses } from '../../support/losses.ts'
import { distance, magnitude } from '../../support/numbers.ts'
import { holds } from '../../support/examples.ts'

const apart = (example: CaseExample): number => {
  const given = caseOf(example)
  const exact = { ...given, state: toPrecision('f64')(given.state), batch: toPrecision('f64')(given.batch) }
  const theirs = restated(exact, arithmeticOf(tables, given.step.net), rowOfLoss(tables, example.loss).arithmetic)
  const [a, b] = [quantities(outcome(f64, exact)), quantities(outcome(f64, theirs))]
  return Math.max(...a.map(({ tensor }, i) => distance(tensor, b[i]!.tensor) / magnitude(tensor)))
}

it("the arithmetic that is stated of TensorFlow.js's layers and losses means what ours does, in f64", () => {
  holds(fc.property(caseExamples(), (example) => { expect(apart(example)).toBeLessThan(1e-12) }), 150)
})

/** What has no row in the tables yet; each is said aloud in a report. */
const withoutRow = { stages: [], losses: [] }

it('every stage and every loss has a row', () => {
  expect(layers.map(({ name }) => name).filter((name) => !(name in tables.stages))).toEqual(withoutRow.stages)
  expect(losses.map(({ name }) => name).filter((name) => !(name in tables.losses))).toEqual(withoutRow.losses)
})
