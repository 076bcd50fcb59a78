import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkGradient, f64, item, type Ops, type Scalar, type Shape, showGradientReport, type Tensor, toFlat } from '../../src/index.ts'
import { grad, jvp, vjp } from '../../src/differentiate/index.ts'
import { primitives } from '../engines/primitives.ts'
import { type Plain, toTensor, type Use } from '../engines/reference/plain.ts'
import { draw, drawWhole } from '../support/draw.ts'
import { holds } from '../support/examples.ts'

const EPSILON = 2 ** -53

/** Where a function is defined and has one slope: numbers from 1/2 upward, or inside of (−1, 1). */
const positive = (x: Tensor): Tensor => f64.add(f64.abs(x), f64.fill(x.shape as Shape, 0.5))
const inside = (x: Tensor): Tensor => f64.scale(f64.tanh(x), 0.9)
const domain: Readonly<Record<string, (x: Tensor) => Tensor>> =
  { sqrt: positive, log: positive, log1p: positive, div: positive, pow: positive, erfinv: inside }

/** A use with other real numbers: a function of its operands that hold any, in the order of the operands. */
const functionOf = ({ operands, call }: Use) => (ops: Ops) => (at: readonly Tensor[]): Tensor => {
  const rest = at.values()
  return call(ops, ...operands.map((x): Tensor => x.dtype === 'float' ? rest.next().value! : toTensor(x, 'f64')))
}

const realOf = ({ operands }: Use): readonly Plain[] => operands.filter(({ dtype }) => dtype === 'float')
const elements = ({ operands }: Use): number => operands.reduce((sum, { numbers }) => sum + numbers.length, 0)

/** What has a derivative that is not 0 everywhere: it takes real numbers and gives real numbers. */
const constants = ['fill', 'iota', 'less', 'lessEqual', 'equal', 'not', 'and', 'or', 'argmax', 'foldIn', 'randomBits', 'unitFromBits', 'stopGradient']
const names = Object.keys(primitives).filter((name) => !constants.includes(name)) as readonly (keyof Ops)[]

/** Functions that round; all others add, multiply and move, which is exact for small whole numbers. */
const rounding = ['sqrt', 'exp', 'expm1', 'log', 'log1p', 'tanh', 'sigmoid', 'softplus', 'erf', 'erfinv', 'sin', 'cos', 'scale', 'div', 'pow']

const usesOf = (name: keyof Ops): fc.Arbitrary<Use> =>
  primitives[name].filter((use) => realOf(use).length > 0 && elements(use) <= 150 &&
    functionOf(use)(f64)(realOf(use).map((x) => toTensor(x, 'f64'))).dtype === 'float')

const inner = (us: readonly Tensor[], vs: readonly Tensor[]): number =>
  us.reduce((sum, u, i) => sum + item(f64.sumAll(f64.mul(u, vs[i]!))), 0)

describe('the way back through every primitive agrees with central differences in f64', () => {
  test.each(names)('%s', (name) => {
    holds(fc.property(usesOf(name), fc.nat(1e6), (use, seed) => {
      const at = realOf(use).map(({ shape }, i) => (domain[name] ?? ((x) => x))(draw(f64, seed + i, shape)))
      const u = draw(f64, seed + 100, functionOf(use)(f64)(at).shape as Shape)
      const along = (ops: Ops) => (x: readonly Tensor[]): Scalar => ops.sumAll(ops.mul(u, functionOf(use)(ops)(x)))
      const report = checkGradient((ops, x) => along(ops)(x), at, grad(along)(f64)(at), { everyComponentUpTo: 40, directions: 4 })
      expect(report.differing.length, showGradientReport(report)).toBe(0)
      expect(report.slopes.some(({ verdict }) => verdict === 'agrees')).toBe(true)
    }), 8)
  })
})

describe('forth is the adjoint of back: ⟨u, J v⟩ = ⟨Jᵀ u, v⟩', () => {
  test.each(names)('%s', (name) => {
    holds(fc.property(usesOf(name), fc.nat(1e6), (use, seed) => {
      const f = functionOf(use)
      const exact = !rounding.includes(name)
      const numbers = exact ? drawWhole : draw
      const at = realOf(use).map(({ shape }, i) => (domain[name] ?? ((x) => x))(numbers(f64, seed + i, shape)))
      const v = at.map(({ shape }, i) => numbers(f64, seed + 50 + i, shape as Shape))
      const [y, tangent] = jvp(f)(f64)(at, v)
      const u = numbers(f64, seed + 100, y.shape as Shape)
      const [again, back] = vjp(f)(f64)(at)
      expect([toFlat(y), toFlat(again)]).toEqual([toFlat(f(f64)(at)), toFlat(f(f64)(at))])
      const apart = Math.abs(inner([u], [tangent]) - inner(back(u), v))
      // Both sides multiply the same numbers in another order: at most 8 roundings a term, and one for each term that is added.
      const terms = at.reduce((sum, _, i) => {
        const alone = jvp(f)(f64)(at, v.map((x, j) => j === i ? x : f64.scale(x, 0)))[1]
        return sum + inner([f64.abs(u)], [f64.abs(alone)])
      }, 0)
      expect(apart).toBeLessThanOrEqual(exact ? 0 : 2 * (8 + 2 * toFlat(y).length) * EPSILON * terms)
    }), 15)
  })
})

describe('what has no derivative gives 0, forth and back', () => {
  const x = draw(f64, 1, [6])
  const programs: Readonly<Record<string, (ops: Ops) => (x: Tensor) => Tensor>> = {
    floor: (ops) => (v) => ops.floor(v),
    'a comparison': (ops) => (v) => ops.cast(ops.less(v, ops.fill(v.shape as Shape, 0)) as Tensor, 'float') as Tensor,
    'a comparison of equals': (ops) => (v) => ops.cast(ops.equal(v, v) as Tensor, 'float') as Tensor,
    argmax: (ops) => (v) => ops.cast(ops.argmax(v, 0 as never) as Tensor, 'float') as Tensor,
    'a cast there and back': (ops) => (v) => ops.cast(ops.cast(v, 'i32') as Tensor, 'float') as Tensor,
    stopGradient: (ops) => (v) => ops.stopGradient(ops.mul(v, v)),
  }
  test.each(Object.entries(programs))('%s', (_name, f) => {
    const [y, tangent] = jvp(f)(f64)(x, draw(f64, 2, [6]))
    expect(toFlat(tangent)).toEqual(toFlat(y).map(() => 0))
    const back = vjp(f)(f64)(x)[1]
    expect(toFlat(back(draw(f64, 3, y.shape as Shape)))).toEqual([0, 0, 0, 0, 0, 0])
  })
})
