import fc from 'fast-check'
import { describe, test } from 'vitest'
import type { Shape } from '../../src/index.ts'
import { holds, seed, shape, size } from '../support/examples.ts'
import { rowsStandAlone } from '../support/laws.ts'
import { joining, layers } from '../support/layers.ts'
import { alone, type Example } from '../support/networks.ts'

/**
 * Batches of 1 to 9 rows, and which of them is looked at alone: the first axis of a variant's input becomes as long, other inputs
 * are given one.
 */
const batched = (examples: fc.Arbitrary<Example>): fc.Arbitrary<readonly [Example, row: number]> =>
  fc.tuple(examples, size(9), fc.nat(8)).map(([example, rows, row]) =>
    [{ ...example, shape: [rows, ...example.variant === undefined ? example.shape : example.shape.slice(1)] }, row % rows])

const pipes = (longest: number, inner: fc.Arbitrary<Shape>): fc.Arbitrary<readonly [Example, row: number]> =>
  batched(fc.record({ names: fc.array(fc.constantFrom(...joining.map(({ name }) => name)), { minLength: 1, maxLength: longest }), shape: inner, seed }))

describe('a row does not depend on the batch around it, to the bit', () => {
  const law = ([example, row]: readonly [Example, number]): void => { rowsStandAlone(example, row) }

  test.each(layers)('$name', (row) => {
    alone(row).forEach(({ examples, runs }) => { holds(fc.property(batched(examples), law), runs) })
  })

  test('any network', () => {
    holds(fc.property(pipes(5, shape(1, 2, 6)), law), 60)
  })

  test('rows longer than one block of a sum', () => {
    holds(fc.property(pipes(3, fc.integer({ min: 250, max: 600 }).map((n) => [n])), law), 12)
  })
})
