import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f64, toPrecision, tree, treeEquals } from '../../src/index.ts'
import { holds, precisions, seed } from '../support/examples.ts'
import { layers } from '../support/layers.ts'
import { alone, type Example, networks } from '../support/networks.ts'
import { distance, engines, magnitude } from '../support/numbers.ts'
import { cotangent, passOf } from '../support/pass.ts'

/** back(a u + v) = a back(u) + back(v), up to the rounding of f64: the terms that are added may cancel, their size counts. */
const isLinear = (example: Example, a: number, other: number): void => {
  const pass = passOf(f64, example)
  const [u, v] = [cotangent(f64, pass, example.seed + 2), cotangent(f64, pass, other)]
  const together = pass.back(f64.add(f64.scale(u, a), v))
  const [scaled, added] = [tree.map((g) => f64.scale(g, a))(pass.back(u)), pass.back(v)]
  const apart = tree.zip((g, h) => f64.add(g, h))(scaled, added)
  expect(distance(together, apart)).toBeLessThan(1e-12 * (magnitude(scaled) + magnitude(added)))
}

/** back(2 u) = 2 back(u) and back(0) = 0 with no rounding at all, for powers of two are exact. */
const scalesExactly = (example: Example): void => {
  for (const precision of precisions) {
    const ops = engines[precision]
    const pass = passOf(ops, example)
    const u = cotangent(ops, pass, example.seed + 2)
    const doubled = tree.map((g) => ops.scale(g, 2))(pass.back(u))
    expect(treeEquals(toPrecision(precision)(pass.back(ops.scale(u, 2))), doubled)).toBe(true)
    const zero = pass.back(ops.fill(pass.net.out, 0))
    expect(distance(zero, tree.map((g) => ops.fill(g.shape, 0))(zero))).toBe(0)
  }
}

describe('back is linear', () => {
  const factor = fc.integer({ min: -40, max: 40 }).map((n) => n / 8)

  test.each(layers)('$name', (row) => {
    holds(fc.property(alone(row), factor, seed, isLinear), 40)
  })

  test('any network', () => {
    holds(fc.property(networks(), factor, seed, isLinear), 150)
  })

  test('any network, powers of two, to the bit', () => {
    holds(fc.property(networks(), scalesExactly), 150)
  })
})
