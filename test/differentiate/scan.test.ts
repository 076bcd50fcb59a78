import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkGradient, f64, type Ops, type Scalar, type ScanBody, type Shape, showGradientReport, type Tensor } from '../../src/index.ts'
import { grad, hessianVectorProduct, jvp, vjp } from '../../src/differentiate/index.ts'
import { scanInSteps } from '../../src/engines/scan-in-steps.ts'
import type { Graph } from '../../src/engines/trace/graph.ts'
import { trace } from '../../src/engines/trace/trace.ts'
import { draw, drawWhole } from '../support/draw.ts'
import { holds, size } from '../support/examples.ts'
import { distance } from '../support/numbers.ts'

/** The numbers of a recurrence: a first state, a matrix and a bias that the body closes over, and inputs for each step. */
type Numbers = { readonly h: Tensor; readonly w: Tensor; readonly b: Tensor; readonly x: Tensor }

const numbersOf = (drawn: (ops: Ops, seed: number, shape: Shape) => Tensor, length: number, width: number, seed: number): Numbers => ({
  h: drawn(f64, seed, [1, width]), w: drawn(f64, seed + 1, [width, width]), b: drawn(f64, seed + 2, [1, width]),
  x: drawn(f64, seed + 3, [length, 1, width]),
})

interface Recurrence {
  readonly length: number
  readonly reverse: boolean
  /** the engine's own scan, or one step after another written out */
  readonly scan: 'scan' | 'steps'
  readonly smooth: boolean
}

/**
 * h ← f(h w + x b + b) and y = h ⊙ x, with a count of steps carried along as whole numbers; `w` and `b` come from around the body. The
 * function is the sum of the last state and of all y.
 */
const recurrence = ({ length, reverse, scan, smooth }: Recurrence) => (ops: Ops) => ({ h, w, b, x }: Numbers): Scalar => {
  const run = scan === 'scan' ? ops.scan : scanInSteps(ops)
  const body: ScanBody = ([before, count], [slice]) => {
    const one: Tensor = ops.iota([1], 0)
    const mixed: Tensor = ops.add(ops.add(ops.matmul(before!, w), ops.mul(slice!, b)), b)
    const after: Tensor = smooth ? ops.tanh(mixed) : mixed
    return [[after, ops.add(count!, ops.add(one, one))], [ops.mul(after, slice!), count!, before!]]
  }
  const [[last], [y, , kept]] = run(length, [h, ops.iota([1], 0)], [x], body, { reverse })
  return ops.add(ops.add(ops.sumAll(last!), ops.sumAll(y!)), ops.sumAll(ops.mul(kept!, kept!)))
}

const recurrences = fc.record({ length: size(4), reverse: fc.boolean(), width: size(3), seed: fc.nat(1e6) })

describe('the way back of a scan', () => {
  it('is that of its steps written out: exactly, in whole numbers', () => {
    holds(fc.property(recurrences, ({ length, reverse, width, seed }) => {
      const at = numbersOf((ops, from, shape) => drawWhole(ops, from, shape, 2), length, width, seed)
      const [looped, stepped] = (['scan', 'steps'] as const).map((scan) => grad(recurrence({ length, reverse, scan, smooth: false }))(f64)(at))
      expect(distance(looped!, stepped!)).toBe(0)
    }), 60)
  })

  it('agrees with central differences, for what is carried, for slices and for what the body closes over', () => {
    holds(fc.property(recurrences, ({ length, reverse, width, seed }) => {
      const at = numbersOf(draw, length, width, seed)
      const f = recurrence({ length, reverse, scan: 'scan', smooth: true })
      const report = checkGradient((ops, x) => f(ops)(x), at, grad(f)(f64)(at))
      expect(report.agreed, showGradientReport(report)).toBe(true)
    }), 10)
  })

  it('can be gone back through again, and forth: exactly as the steps written out', () => {
    holds(fc.property(recurrences, ({ length, reverse, width, seed }) => {
      const whole = (from: number): Numbers => numbersOf((ops, s, shape) => drawWhole(ops, s, shape, 1), length, width, from)
      const [at, direction] = [whole(seed), whole(seed + 10)]
      const roads = (scan: 'scan' | 'steps') => {
        const f = recurrence({ length, reverse, scan, smooth: false })
        /** ⟨∂f, direction⟩, whose gradient is the same product: reverse mode over reverse mode */
        const slope = (ops: Ops) => (x: Numbers): Scalar => {
          const g = grad(f)(ops)(x)
          const products = (['h', 'w', 'b', 'x'] as const).map((name) => ops.sumAll(ops.mul(g[name], direction[name])))
          return products.reduce((sum, product) => ops.add(sum, product))
        }
        return [hessianVectorProduct(f)(f64)(at, direction), grad(slope)(f64)(at), jvp(f)(f64)(at, direction)]
      }
      const [[forward, reverse2, tangent], [forwardSteps, reverseSteps, tangentSteps]] = [roads('scan'), roads('steps')]
      expect(distance(forward!, forwardSteps!)).toBe(0)
      expect(distance(reverse2!, reverseSteps!)).toBe(0)
      expect(distance(forward!, reverse2!)).toBe(0)
      expect(distance(tangent!, tangentSteps!)).toBe(0)
    }), 30)
  })

  it('goes through a scan inside of a scan, whose body closes over what is around both', () => {
    const nested = (scan: 'scan' | 'steps') => (ops: Ops) => ({ a, x }: { readonly a: Tensor; readonly x: Tensor }): Scalar => {
      const run = scan === 'scan' ? ops.scan : scanInSteps(ops)
      const [[last]] = run(2, [ops.mul(a, a)], [x], ([outer], [row]) => {
        const [[inner]] = run(3, [outer!], [row!], ([c], [v]) => [[ops.add(ops.mul(c!, a), ops.mul(v!, outer!))], []])
        return [[inner!], []]
      })
      return ops.sumAll(last!)
    }
    const at = { a: drawWhole(f64, 1, [2]), x: drawWhole(f64, 2, [2, 3, 2]) }
    expect(distance(grad(nested('scan'))(f64)(at), grad(nested('steps'))(f64)(at))).toBe(0)
    const report = checkGradient((ops, v) => nested('scan')(ops)(v), at, grad(nested('scan'))(f64)(at))
    expect(report.agreed, showGradientReport(report)).toBe(true)
  })

  it('gives nothing to what has no part in it, and no cotangent to whole numbers', () => {
    const f = (ops: Ops) => ({ used, unused }: { readonly used: Tensor; readonly unused: Tensor }) => {
      const [last, [y]] = ops.scan(3, [unused, ops.iota([2], 0)], [], ([c, i]) => [[c!, i!], [ops.mul(used, used)]])
      return { last, y: y! }
    }
    const at = { used: drawWhole(f64, 1, [2]), unused: drawWhole(f64, 2, [2]) }
    const [{ last, y }, back] = vjp(f)(f64)(at)
    const found = back({ last: [f64.fill([2], 0), last[1]!], y: f64.fill(y.shape as Shape, 1) })
    expect(distance(found, { used: f64.scale(at.used, 6), unused: f64.fill([2], 0) })).toBe(0)
  })

  it('of a scan that depends on no variable is nothing', () => {
    const f = (ops: Ops) => (x: Tensor): Scalar => {
      const [[c]] = ops.scan(3, [ops.fill([2], 2)], [], ([before]) => [[ops.mul(before!, before!)], []])
      return ops.sumAll(ops.mul(c!, x))
    }
    expect(distance(grad(f)(f64)(drawWhole(f64, 1, [2])), f64.fill([2], 256))).toBe(0)
  })
})

/** The nodes of a graph, those of its loops' bodies each once. */
const nodesOf = ({ nodes }: Graph): number =>
  nodes.reduce((sum, { attributes: { loop } }) => sum + 1 + (loop === undefined ? 0 : nodesOf(loop.body)), 0)

it('the derivatives of a scan are as long to write down for a hundred steps as for ten', () => {
  const lengths = (length: number): readonly number[] => {
    const at = numbersOf(draw, length, 2, 1)
    const f = recurrence({ length, reverse: false, scan: 'scan', smooth: true })
    return [nodesOf(trace(grad(f), [at]).graph), nodesOf(trace(jvp(f), [at, at]).graph), nodesOf(trace(hessianVectorProduct(f), [at, at]).graph)]
  }
  expect(lengths(100)).toEqual(lengths(10))
})
