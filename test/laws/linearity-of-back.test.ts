import fc from 'fast-check'
import { describe, test } from 'vitest'
import { holds, seed } from '../support/examples.ts'
import { isLinear, scalesExactly } from '../support/laws.ts'
import { layers } from '../support/layers.ts'
import { alone, networks } from '../support/networks.ts'

describe('back is linear', () => {
  const factor = fc.integer({ min: -40, max: 40 }).map((n) => n / 8)

  test.each(layers)('$name', (row) => {
    alone(row).forEach(({ examples, runs }) => { holds(fc.property(examples, factor, seed, isLinear), runs) })
  })

  test('any network', () => {
    holds(fc.property(networks(), factor, seed, isLinear), 80)
  })

  test('any network, powers of two, to the bit', () => {
    holds(fc.property(networks(), scalesExactly), 80)
  })
})
