import { expect } from 'vitest'
import { checkGradient, equals, f64, foldIn, hashTree, key, type Ops, type Scalar, type Shape, type Tensor, toPrecision, tree, treeEquals } from '../../src/index.ts'
import { draw } from './draw.ts'
import { precisions } from './examples.ts'
import { type Example, inputOf, netOf } from './networks.ts'
import { distance, engines, magnitude } from './numbers.ts'
import { cotangent, type Gradient, paramsOf, passOf, run } from './pass.ts'

/** The laws of a layer, each asserted of one example: a layer alone, or a network of several. */

/** back(a u + v) = a back(u) + back(v), up to the rounding of f64: the terms that are added may cancel, their size counts. */
export const isLinear = (example: Example, a = 1.625, other = example.seed + 3): void => {
  const pass = passOf(f64, example)
  const [u, v] = [cotangent(f64, pass, example.seed + 2), cotangent(f64, pass, other)]
  const together = pass.back(f64.add(f64.scale(u, a), v))
  const [scaled, added] = [tree.map((g) => f64.scale(g, a))(pass.back(u)), pass.back(v)]
  const apart = tree.zip((g, h) => f64.add(g, h))(scaled, added)
  expect(distance(together, apart)).toBeLessThan(1e-12 * (magnitude(scaled) + magnitude(added)))
}

/** back(2 u) = 2 back(u) and back(0) = 0 with no rounding at all, for powers of two are exact. */
export const scalesExactly = (example: Example): void => {
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

/** How many directions `isAdjoint` checks. */
export const DIRECTIONS = 3

/**
 * ⟨J v, u⟩ = ⟨v, back(u)⟩ in random directions v over parameters and input: the slope of t ↦ ⟨u, net(at + t v)⟩ from values
 * alone is what the way back says. A direction that crosses a kink is reported by the check and counted here.
 */
export const isAdjoint = (example: Example): { readonly kinks: number } => {
  const pass = passOf(f64, example)
  const u = cotangent(f64, pass, example.seed + 2)
  const value = (ops: Ops, at: Gradient): Scalar =>
    ops.sumAll(ops.mul(u, run(ops, pass.net, at.params, pass.state, at.x as Tensor, pass.env).y))
  const report = checkGradient(value, { params: pass.params, x: pass.x }, pass.back(u), {
    everyComponentUpTo: 0, directions: DIRECTIONS, key: foldIn(key(example.seed), 9),
  })
  expect(report.differing).toEqual([])
  return { kinks: report.kinks.length }
}

/** Everything that goes into a forward and a backward pass has the same bits afterwards, and gives the same bits again. */
export const isPure = (example: Example): void => {
  for (const precision of precisions) {
    const ops = engines[precision]
    const [pass, again] = [passOf(ops, example), passOf(ops, example)]
    const dy = cotangent(ops, pass, example.seed + 2)
    const before = hashTree({ params: pass.params, state: pass.state, x: pass.x, dy })
    const gradient = hashTree(pass.back(dy))
    expect(hashTree({ params: pass.params, state: pass.state, x: pass.x, dy })).toBe(before)
    expect(hashTree({ y: again.y, next: again.next })).toBe(hashTree({ y: pass.y, next: pass.next }))
    expect(hashTree(again.back(dy))).toBe(gradient)
  }
}

/** The way back gives the same bits every time, also when it was used for something else in between. */
export const givesTheSameTwice = (example: Example): void => {
  for (const precision of precisions) {
    const pass = passOf(engines[precision], example)
    const [u, v] = [cotangent(engines[precision], pass, example.seed + 2), cotangent(engines[precision], pass, example.seed + 3)]
    const first = hashTree(pass.back(u))
    pass.back(v)
    expect(hashTree(pass.back(u))).toBe(first)
  }
}

/** Row `i` of a tensor, as a batch of one. */
const rowOf = (ops: Ops, x: Tensor, i: number): Tensor => {
  const [, ...inner]: Shape = x.shape
  return ops.slice(x, { start: [i, ...inner.map(() => 0)] }, [1, ...inner])
}

/** Row i of the outputs, and of the gradient of the input, are the ones of that row alone. */
export const rowsStandAlone = (example: Example, row = 0): void => {
  const { seed: from, shape: [, ...inner] } = example
  for (const precision of precisions) {
    const ops = engines[precision]
    const [many, one] = [netOf(example), netOf({ ...example, shape: [1, ...inner] })]
    const [params, state] = paramsOf(ops, many, from)
    const env = { key: key(from), train: false }
    const [x, dy] = [inputOf(ops, from + 1, example), draw(ops, from + 2, many.out)]
    const whole = run(ops, many, params, state, x, env)
    const single = run(ops, one, params, state, rowOf(ops, x, row), env)
    expect(equals(single.y, rowOf(ops, whole.y, row))).toBe(true)
    const [dx, wholeDx] = [single.back(rowOf(ops, dy, row)).x, whole.back(dy).x].map((given) => tree.leaves(given)[0]?.tensor)
    if (dx !== undefined && wholeDx !== undefined) expect(equals(dx, rowOf(ops, wholeDx, row))).toBe(true)
  }
}
