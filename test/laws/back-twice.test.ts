import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashTree } from '../../src/index.ts'
import { holds, precisions } from '../support/examples.ts'
import { layers } from '../support/layers.ts'
import { alone, type Example, networks } from '../support/networks.ts'
import { engines } from '../support/numbers.ts'
import { cotangent, passOf } from '../support/pass.ts'

/** The way back gives the same bits every time, also when it was used for something else in between. */
const givesTheSameTwice = (example: Example): void => {
  for (const precision of precisions) {
    const pass = passOf(engines[precision], example)
    const [u, v] = [cotangent(engines[precision], pass, example.seed + 2), cotangent(engines[precision], pass, example.seed + 3)]
    const first = hashTree(pass.back(u))
    pass.back(v)
    expect(hashTree(pass.back(u))).toBe(first)
  }
}

describe('back twice gives the same answer, to the bit', () => {
  test.each(layers)('$name', (row) => {
    holds(fc.property(alone(row), givesTheSameTwice), 30)
  })

  test('any network', () => {
    holds(fc.property(networks(), givesTheSameTwice), 100)
  })
})
