import { describe, expect, it } from 'vitest'
import * as math from '../../src/math/index.ts'

const smallest = 5e-324
const half = Math.log(2)
const cases: { readonly [name: string]: readonly (readonly [x: number, y: number])[] } = {
  exp: [
    [0, 1], [-0, 1], [Infinity, Infinity], [-Infinity, 0], [smallest, 1],
    [709.782712893384, 1.7976931348622732e308], [709.7827128933841, Infinity], [-745.1332191019411, smallest],
    [-745.1332191019412, 0], [1e308, Infinity], [-1e308, 0],
  ],
  expm1: [
    [0, 0], [-0, -0], [Infinity, Infinity], [-Infinity, -1], [smallest, smallest], [-smallest, -smallest],
    [709.7827128933841, Infinity], [-1e308, -1], [1e-300, 1e-300],
  ],
  log: [[1, 0], [0, -Infinity], [-0, -Infinity], [Infinity, Infinity], [-1, NaN], [-smallest, NaN], [-Infinity, NaN]],
  log1p: [
    [0, 0], [-0, -0], [-1, -Infinity], [Infinity, Infinity], [-1.0000000000000002, NaN], [-Infinity, NaN],
    [smallest, smallest], [-smallest, -smallest],
  ],
  tanh: [
    [0, 0], [-0, -0], [Infinity, 1], [-Infinity, -1], [1e308, 1], [-1e308, -1], [smallest, smallest],
    [-smallest, -smallest],
  ],
  sigmoid: [
    [0, 0.5], [-0, 0.5], [Infinity, 1], [-Infinity, 0], [smallest, 0.5], [1e308, 1], [-1e308, 0],
    [-745.1332191019411, smallest], [-745.1332191019412, 0],
  ],
  softplus: [
    [0, half], [-0, half], [Infinity, Infinity], [-Infinity, 0], [1e308, 1e308], [-1e308, 0],
    [-745.1332191019411, smallest], [-745.1332191019412, 0],
  ],
  erf: [
    [0, 0], [-0, -0], [Infinity, 1], [-Infinity, -1], [6, 1], [-6, -1], [smallest, smallest],
    [-smallest, -smallest],
  ],
  erfinv: [
    [0, 0], [-0, -0], [1, Infinity], [-1, -Infinity], [1.0000000000000002, NaN], [-2, NaN], [Infinity, NaN],
    [-Infinity, NaN], [smallest, smallest], [-smallest, -smallest],
  ],
  sin: [[0, 0], [-0, -0], [Infinity, NaN], [-Infinity, NaN], [smallest, smallest], [-smallest, -smallest]],
  cos: [[0, 1], [-0, 1], [Infinity, NaN], [-Infinity, NaN], [smallest, 1]],
}
const oneArgument = math as unknown as { readonly [name: string]: (x: number) => number }
const of = (name: string): ((x: number) => number) => oneArgument[name] ?? (() => NaN)

describe('special values', () => {
  for (const [name, pairs] of Object.entries(cases)) {
    it(name, () => {
      for (const [x, y] of pairs) expect(of(name)(x), `${name}(${Object.is(x, -0) ? '-0' : String(x)})`).toBe(y)
      expect(of(name)(NaN)).toBeNaN()
    })
  }

  it('odd and even functions are so to the bit', () => {
    for (const x of [1e-310, 1e-9, 0.1, 0.25, 0.4999, 0.7, 0.99]) {
      for (const name of ['tanh', 'erf', 'erfinv', 'sin']) expect(of(name)(-x)).toBe(-of(name)(x))
      expect(math.cos(-x)).toBe(math.cos(x))
    }
    for (const x of [3, 33, 1e5, 1e22, 1e300]) {
      expect(math.sin(-x)).toBe(-math.sin(x))
      expect(math.cos(-x)).toBe(math.cos(x))
    }
  })
})

describe('pow', () => {
  /** The table of ECMA-262, Number::exponentiate, row by row. */
  const table: readonly (readonly [x: number, y: number, result: number])[] = [
    [2, NaN, NaN], [NaN, 0, 1], [NaN, -0, 1], [NaN, 1, NaN], [Infinity, 0, 1], [0, -0, 1],
    [Infinity, 0.5, Infinity], [Infinity, -0.5, 0],
    [-Infinity, 3, -Infinity], [-Infinity, 2, Infinity], [-Infinity, 2.5, Infinity],
    [-Infinity, -3, -0], [-Infinity, -2, 0], [-Infinity, -2.5, 0],
    [0, 0.5, 0], [0, -0.5, Infinity],
    [-0, 3, -0], [-0, 2, 0], [-0, 2.5, 0], [-0, -3, -Infinity], [-0, -2, Infinity], [-0, -2.5, Infinity],
    [1.5, Infinity, Infinity], [-1.5, Infinity, Infinity], [1, Infinity, NaN], [-1, Infinity, NaN],
    [0.5, Infinity, 0], [-0.5, Infinity, 0], [1.5, -Infinity, 0], [-1.5, -Infinity, 0],
    [1, -Infinity, NaN], [-1, -Infinity, NaN], [0.5, -Infinity, Infinity], [-0.5, -Infinity, Infinity],
    [1, NaN, NaN], [-8, 1 / 3, NaN], [-2, 0.5, NaN], [-2, 3, -8], [-2, 2, 4],
  ]
  it('follows the table of ECMAScript', () => {
    for (const [x, y, result] of table) expect(math.pow(x, y), `pow(${String(x)}, ${String(y)})`).toBe(result)
  })

  it('agrees with the platform wherever an argument is special, and in every sign', () => {
    const magnitudes = [0, 1, 2, 0.5, 3, 2.5, 1e308, smallest, 2 ** 53 - 1, 2 ** 53, 2 ** 52 + 1, 2 ** 31, Infinity]
    const values = magnitudes.flatMap(x => [x, -x])
    for (const x of [...values, NaN])
      for (const y of [...values, NaN]) {
        const [ours, theirs] = [math.pow(x, y), Math.pow(x, y)]
        if (theirs === 0 || !Number.isFinite(theirs)) expect(ours, `pow(${String(x)}, ${String(y)})`).toBe(theirs)
        else expect(Math.abs(ours - theirs) <= Math.abs(theirs) * 1e-15 && ours / theirs > 0).toBe(true)
      }
  })

  it('is exact where the result is', () => {
    for (let n = -1074; n < 1024; n++) expect(math.pow(2, n)).toBe(n < -1022 ? smallest * 2 ** (n + 1074) : 2 ** n)
    for (let n = 0; n < 23; n++) expect(math.pow(10, n)).toBe(Number(`1e${String(n)}`))
    for (const x of [0.1, 3, 1e300, smallest, 1.7976931348623157e308]) expect(math.pow(x, 1)).toBe(x)
    expect(math.pow(2, 1024)).toBe(Infinity)
    expect(math.pow(2, -1075)).toBe(0)
    expect(math.pow(-2, -1073)).toBe(-2 * smallest)
    expect(math.pow(-3, -1001)).toBe(-0)
  })
})
