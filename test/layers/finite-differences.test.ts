import { describe, expect, test } from 'vitest'
import { checkGradient, f64, type GradientReport, type Ops, type Scalar, type Tensor } from '../../src/index.ts'
import { type Use, uses } from '../support/networks.ts'
import { cotangent, type Gradient, passOf, run } from '../support/pass.ts'

/** Every number of the parameters and of the input: the slope of ⟨u, layer⟩ in f64, and what the way back says of it. */
const check = ({ example }: Use, train: boolean): GradientReport => {
  const first = passOf(f64, example)
  // In use the state is one that training came to.
  const pass = run(f64, first.net, first.params, train ? first.state : first.next, first.x, { ...first.env, train })
  const u = cotangent(f64, pass, example.seed + 2)
  const value = (ops: Ops, at: Gradient): Scalar =>
    ops.sumAll(ops.mul(u, run(ops, pass.net, at.params, pass.state, at.x as Tensor, pass.env).y))
  return checkGradient(value, { params: pass.params, x: pass.x }, pass.back(u), { everyComponentUpTo: 2000 })
}

const modes = [{ when: 'in training', train: true }, { when: 'in use', train: false }]

describe.each(modes)('$when', ({ train }) => {
  test.each(uses.filter(({ row }) => row.without?.['finite differences'] === undefined))('$name: every gradient is the slope', (use) => {
    const { mode, slopes, differing, kinks } = check(use, train)
    expect(differing).toEqual([])
    expect(mode).toBe('every component')
    expect(slopes.length).toBeGreaterThan(0)
    expect(kinks.length).toBeLessThanOrEqual(use.row.slope === 'kinked' ? slopes.length * 0.1 : 0)
  })

  test.each(uses.filter(({ row }) => row.without?.['finite differences'] !== undefined))('$name goes back another way, as it says', (use) => {
    expect(check(use, train).differing).not.toEqual([])
  })
})
