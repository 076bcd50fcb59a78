import fc from 'fast-check'
import { expect, it } from 'vitest'
import { f32, f64, fold, type Optimizer, type Some, stateFrom, toPrecision, trainStep } from '../../../src/index.ts'
import { type Case, tables } from '../../../compare/index.ts'
import { restated, someStep } from '../../../compare/case.ts'
import { described } from '../../../compare/described.ts'
import { arithmeticOf, rowOfLoss, rowOfOptimizer } from '../../../compare/same-network/build.ts'
import { variantCase } from '../../../compare/layers/variant-case.ts'
import { outcome, quantities } from '../../../compare/quantity.ts'
import { type CaseExample, caseExamples, caseOf } from '../cases.ts'
import { layers } from '../../support/layers.ts'
import { uses } from '../../support/networks.ts'
import { losses } from '../../support/losses.ts'
import { optimizers } from '../../support/optimizers.ts'
import { distance, magnitude } from '../../support/numbers.ts'
import { holds } from '../../support/examples.ts'

/** A case under another optimizer, after some steps. */
const under = (optimizer: Optimizer<Some, Some>, { step, state, batch }: Case, steps: number): Case => {
  const other = trainStep(step.net, step.loss, optimizer)
  const first = stateFrom(f32, optimizer, state.params, state.state, state.key)
  const [last] = fold(other)(first, Array.from({ length: steps }, () => batch))
  return { step: someStep(other), state: last as Case['state'], batch }
}

const optimizerOf = (given: Case): Case['step']['optimizer'] | undefined => {
  const { optimizerKind, settings } = described(given)
  return rowOfOptimizer(tables, optimizerKind).arithmetic?.(settings)
}

/** How far the arithmetic of theirs is from ours in f64, as a share of each tensor's size. */
const restatedApart = (given: Case): number => {
  const exact = { ...given, state: toPrecision('f64')(given.state), batch: toPrecision('f64')(given.batch) }
  const { lossKind, lossSettings } = described(given)
  const theirs = restated(exact, arithmeticOf(tables, given.step.net), rowOfLoss(tables, lossKind, lossSettings).arithmetic, optimizerOf(exact))
  const [a, b] = [quantities(outcome(f64, exact)), quantities(outcome(f64, theirs))]
  return Math.max(...a.map(({ tensor }, i) => distance(tensor, b[i]!.tensor) / magnitude(tensor)))
}

const apart = (example: CaseExample, optimizer?: Optimizer<Some, Some>): number => {
  const drawn = caseOf(example)
  return restatedApart(optimizer === undefined ? drawn : under(optimizer, drawn, 3))
}

it("the arithmetic that is stated of TensorFlow.js's layers and losses means what ours does, in f64", () => {
  holds(fc.property(caseExamples(), (example) => { expect(apart(example)).toBeLessThan(1e-12) }), 80)
})

it.each(uses.filter(({ row }) => row.name in tables.stages))("the arithmetic that is stated of TensorFlow.js's $name means what ours does, in f64", ({ row, example }) => {
  expect(restatedApart(variantCase(row.variants[example.variant!]!))).toBeLessThan(1e-12)
})

it.each(optimizers)("the arithmetic that is stated of TensorFlow.js's $name means what ours does, in f64", ({ moving }) => {
  // A gradient of rounding noise alone, where the true one is 0, has no sign that two evaluations would share.
  holds(fc.property(caseExamples().filter(({ names }) => !names.includes('softmax')), (example) => {
    expect(apart(example, moving)).toBeLessThan(1e-9)
  }), 30)
})

it('every stage, loss and optimizer has a row', () => {
  // A layer may have none where its row says why, which every report says aloud.
  const needed = layers.filter(({ without }) => without?.['same network'] === undefined)
  expect(needed.map(({ name }) => name).filter((name) => !(name in tables.stages))).toEqual([])
  expect(losses.map(({ name }) => name).filter((name) => !(name in tables.losses))).toEqual([])
  expect(optimizers.map(({ name }) => name).filter((name) => !(name in tables.optimizers))).toEqual([])
})
