import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkGradient, dense, f64, input, key, type Ops, pipe, relu, type Scalar, tensor } from '../../src/index.ts'
import { holds } from '../support/examples.ts'
import { DIRECTIONS, isAdjoint } from '../support/laws.ts'
import { joining, type LayerRow, layers } from '../support/layers.ts'
import { alone, type Example, networks } from '../support/networks.ts'

/** Which share of the checked directions crossed a kink. */
const kinksIn = (parts: readonly { readonly examples: fc.Arbitrary<Example>; readonly runs: number }[]): number => {
  let [kinks, checked] = [0, 0]
  for (const { examples, runs } of parts) {
    holds(fc.property(examples, (example) => { kinks += isAdjoint(example).kinks }), runs)
    checked += runs * DIRECTIONS
  }
  return kinks / checked
}

/** The others go back another way on purpose, and say so. */
const differentiable = layers.filter(({ without }) => without?.['finite differences'] === undefined)
const smooth = ({ slope }: LayerRow): boolean => slope === 'smooth'
const kinked = ({ slope }: LayerRow): boolean => slope === 'kinked'

describe('the way back is the adjoint of the derivative', () => {
  test.each(differentiable.filter(smooth))('$name, which has no kink', (row) => {
    expect(kinksIn(alone(row))).toBe(0)
  })

  test.each(differentiable.filter(kinked))('$name, away from its kinks', (row) => {
    expect(kinksIn(alone(row))).toBeLessThan(0.1)
  })

  test('any smooth network', () => {
    expect(kinksIn([{ examples: networks(joining.filter(smooth)), runs: 60 }])).toBe(0)
  }, 30_000)

  test('any network', () => {
    expect(kinksIn([{ examples: networks(), runs: 60 }])).toBeLessThan(0.1)
  }, 30_000)

  test('a row that is dead at a zero bias stands exactly at the next kink: that is reported, neither excused nor accused', () => {
    const net = pipe(input([1, 1]), dense(2), relu, dense(2), relu)
    const dead = { w: tensor([[-1, -1]]), b: tensor([-1, -1]) }
    const at = { params: [dead, { w: tensor([[1, 2], [3, 4]]), b: tensor([0, 0]) }] as const, x: tensor([[1]]) }
    const value = (ops: Ops, point: typeof at): Scalar =>
      ops.sumAll(net.forward(ops, { key: key(0), train: true })(point.params, [], point.x)[0])
    const [, , back] = net.forward(f64, { key: key(0), train: true })(at.params, [], at.x)
    const [params, x] = back(f64.fill([1, 2], 1))
    const report = checkGradient(value, at, { params, x })
    expect(report.kinks.map(({ path }) => path)).toEqual(['params.1.b', 'params.1.b'])
    expect(report.differing).toEqual([])
  })
})
