import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkGradient, dense, f64, foldIn, input, key, type Ops, pipe, relu, type Scalar, tensor } from '../../src/index.ts'
import { holds } from '../support/examples.ts'
import { layers } from '../support/layers.ts'
import { alone, type Example, networks } from '../support/networks.ts'
import { cotangent, type Gradient, passOf, run } from '../support/pass.ts'

const DIRECTIONS = 3

/**
 * ⟨J v, u⟩ = ⟨v, back(u)⟩ in random directions v over parameters and input: the slope of t ↦ ⟨u, net(at + t v)⟩ from values
 * alone is what the way back says. A direction that crosses a kink is reported by the check and counted here.
 */
const check = (example: Example): { readonly kinks: number } => {
  const pass = passOf(f64, example)
  const u = cotangent(f64, pass, example.seed + 2)
  const value = (ops: Ops, at: Gradient): Scalar =>
    ops.sumAll(ops.mul(u, run(ops, pass.net, at.params, pass.state, at.x, pass.env).y))
  const report = checkGradient(value, { params: pass.params, x: pass.x }, pass.back(u), {
    everyComponentUpTo: 0, directions: DIRECTIONS, key: foldIn(key(example.seed), 9),
  })
  expect(report.differing).toEqual([])
  return { kinks: report.kinks.length }
}

/** How many of the checked directions crossed a kink. */
const kinksIn = (examples: fc.Arbitrary<Example>, runs: number): number => {
  let kinks = 0
  holds(fc.property(examples, (example) => { kinks += check(example).kinks }), runs)
  return kinks
}

describe('the way back is the adjoint of the derivative', () => {
  test.each(layers.filter(({ slope }) => slope === 'smooth'))('$name, which has no kink', (row) => {
    expect(kinksIn(alone(row), 60)).toBe(0)
  })

  test.each(layers.filter(({ slope }) => slope === 'kinked'))('$name, away from its kinks', (row) => {
    expect(kinksIn(alone(row), 60)).toBeLessThan(60 * DIRECTIONS * 0.1)
  })

  test('any smooth network', () => {
    expect(kinksIn(networks(layers.filter(({ slope }) => slope === 'smooth')), 200)).toBe(0)
  }, 30_000)

  test('any network', () => {
    expect(kinksIn(networks(), 200)).toBeLessThan(200 * DIRECTIONS * 0.1)
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
