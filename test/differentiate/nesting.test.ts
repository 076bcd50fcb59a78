import { describe, expect, it } from 'vitest'
import { f64, item, type Ops, type Scalar, tensor } from '../../src/index.ts'
import { grad, jvp } from '../../src/differentiate/index.ts'

type OfOne = (ops: Ops) => (x: Scalar) => Scalar

/** The derivative of a function of one number, in either mode. */
const derivatives: Readonly<Record<string, (f: OfOne) => OfOne>> = {
  back: (f) => grad(f),
  forth: (f) => (ops) => (x) => jvp(f)(ops)(x, ops.fill([], 1))[1],
}

const modes = Object.entries(derivatives)
const pairs = modes.flatMap(([outer, d]) => modes.map(([inner, e]) => [`${inner}, then ${outer}`, d, e] as const))
const triples = pairs.flatMap(([names, d, e]) => modes.map(([last, f]) => [`${last}, then ${names}`, d, e, f] as const))

describe.each(pairs)('a derivative of a derivative: %s', (_name, outer, inner) => {
  it('of x⁴ is 12 x²', () => {
    const f: OfOne = (ops) => (x) => ops.mul(ops.mul(x, x), ops.mul(x, x))
    expect(item(outer(inner(f))(f64)(tensor(3)))).toBe(108)
  })

  it('does not mix what each follows: d/dx x · d/dy (x + y) is 1, not 2', () => {
    const f: OfOne = (ops) => (x) => ops.mul(x, inner((o) => (y) => o.add(x, y))(ops)(x))
    expect(item(outer(f)(f64)(tensor(5)))).toBe(1)
  })

  it('follows the outer variable through the inner derivative: d/dx d/dy (x² y³) at y = x is 2 x · 3 x² and the slope of 3 y²', () => {
    const f: OfOne = (ops) => (x) => inner((o) => (y) => o.mul(o.mul(x, x), o.mul(y, o.mul(y, y))))(ops)(x)
    // d/dy = 3 x² y²; at y = x that is 3 x⁴, whose derivative is 12 x³.
    expect(item(outer(f)(f64)(tensor(2)))).toBe(96)
  })

  it('keeps a constant of the inner one a constant: d/dx d/dy (x y) stopped is 0', () => {
    const f: OfOne = (ops) => (x) => ops.stopGradient(inner((o) => (y) => o.mul(x, y))(ops)(x))
    expect(item(outer(f)(f64)(tensor(2)))).toBe(0)
  })
})

it.each(triples)('a third derivative of x⁵ is 60 x²: %s', (_name, one, two, three) => {
  const f: OfOne = (ops) => (x) => ops.mul(x, ops.mul(ops.mul(x, x), ops.mul(x, x)))
  expect(item(one(two(three(f)))(f64)(tensor(2)))).toBe(240)
})
