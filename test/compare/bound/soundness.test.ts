import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { f32, f64, key, normal, type Ops, type Shape, type Some, type Tensor, toFlat } from '../../../src/index.ts'
import { hostTensor } from '../../../src/tensor/host.ts'
import { boundedOf, boundOps } from '../../../compare/index.ts'
import { outcome, quantities } from '../../../compare/quantity.ts'
import { untyped } from '../../../compare/untyped.ts'
import { caseExamples, caseOf } from '../cases.ts'
import { holds, seed } from '../../support/examples.ts'

const host = untyped(f32)

/** Another reasonable f32 evaluation: sums go the other way round, and whatever is below the normal numbers becomes 0. */
const contrary: Ops = (() => {
  const flushed = (x: Tensor): Tensor => hostTensor(x.shape as Shape, 'float', Float32Array.from(toFlat(x), (v) => Math.abs(v) < 2 ** -126 ? 0 : v))
  const reversed = (x: Tensor, axes: readonly number[]): Tensor => axes.reduce<Tensor>((y, axis) => {
    const shape = y.shape as Shape
    const slices = Array.from({ length: shape[axis]! }, (_, i): Tensor => {
      const at = shape.map((_size, other) => other === axis ? shape[axis]! - 1 - i : 0)
      return f32.slice(y, { start: at }, shape.map((size, other) => other === axis ? 1 : size))
    })
    return slices.reduce((total, slice): Tensor => f32.add(total, slice))
  }, x)
  const sum = (x: Tensor, axes: readonly number[]): Tensor =>
    flushed(f32.reshape(reversed(x, axes), (x.shape as Shape).filter((_, axis) => !axes.includes(axis))))
  const transpose = (x: Tensor): Tensor => f32.transpose(x, [1, 0] as Some)
  const matmul = (a: Tensor, b: Tensor): Tensor => {
    const [[n, k], [, m]] = [a.shape, b.shape] as [number[], number[]]
    const whole = [n!, k!, m!]
    return sum(f32.mul(host.broadcast(a, whole, [2]), host.broadcast(b, whole, [0])), [1])
  }
  return {
    ...f32, sum, sumAll: (x: Tensor) => sum(x, (x.shape as Shape).map((_, axis) => axis)), matmul,
    matmulTN: (a: Tensor, b: Tensor) => matmul(transpose(a), b), matmulNT: (a: Tensor, b: Tensor) => matmul(a, transpose(b)),
    matmulTT: (a: Tensor, b: Tensor) => matmul(transpose(a), transpose(b)),
    mul: (a: Tensor, b: Tensor) => a.dtype === 'float' ? flushed(f32.mul(a, b)) : f32.mul(a, b),
    exp: (x: Tensor) => flushed(f32.exp(x)),
  } as Ops
})()

/** The largest |f32 evaluation − value| / error over the elements; an infinite error bounds anything. */
const worstRatio = (evaluated: Tensor, bounded: Tensor): number => {
  const { value, error } = boundedOf(bounded)
  const [v, e] = [toFlat(value), toFlat(error)]
  return Math.max(...toFlat(evaluated).map((x, i) => x === v[i] || e[i] === Infinity ? 0 : Math.abs(x - v[i]!) / e[i]!))
}

/** A chain of operations that a random number chooses. */
const operations: readonly ((ops: Ops, x: Tensor, y: Tensor) => Tensor)[] = [
  (ops, x, y) => ops.add(x, y), (ops, x, y) => ops.sub(x, y), (ops, x, y) => ops.mul(x, y),
  (ops, x, y) => ops.div(x, ops.add(ops.fill(y.shape as Shape, 1.1), ops.mul(y, y))),
  (ops, x) => ops.exp(ops.tanh(x)), (ops, x) => ops.expm1(ops.sin(x)), (ops, x) => ops.log(ops.softplus(x)),
  (ops, x) => ops.log1p(ops.sigmoid(x)), (ops, x) => ops.sqrt(ops.mul(x, x)), (ops, x) => ops.erf(ops.cos(x)),
  (ops, x, y) => ops.maximum(x, y), (ops, x, y) => ops.minimum(x, ops.abs(y)), (ops, x) => ops.neg(ops.scale(x, 0.3)),
  (ops, x, y) => ops.pow(ops.sigmoid(x), ops.tanh(y)), (ops, x, y) => ops.select(ops.less(x, y) as Tensor, x, ops.scale(y, 2)),
  (ops, x, y) => ops.matmul(x, ops.transpose(y, [1, 0] as Some) as Tensor), (ops, x, y) => ops.matmulNT(x, y), (ops, x, y) => ops.matmulTN(x, y),
  (ops, x) => ops.broadcast(ops.sum(x, [0] as Some), x.shape, [0] as Some),
  (ops, x) => ops.broadcast(ops.max(x, [1] as Some), x.shape, [1] as Some),
  (ops, x) => ops.spread(ops.sumAll(x), x.shape as Shape),
  (ops, x) => ops.pad(ops.slice(x, { start: [0, 1] }, [3, 2]), { start: [0, 0] }, [3, 3], 0.7),
  (ops, x, y) => ops.scatterAdd([3, 3], ops.iota([3], 0), ops.gather(ops.add(x, y) as Some, ops.iota([3], 0)) as Some),
]

/** The share of elements for which there is no finite error, and so nothing to hold. */
const unbounded = (all: readonly Tensor[]): number => {
  const errors = all.flatMap((bounded) => toFlat(boundedOf(bounded).error))
  return errors.filter((e) => !Number.isFinite(e)).length / errors.length
}

const programs = fc.record({ choices: fc.array(fc.nat(operations.length - 1), { minLength: 1, maxLength: 6 }), seed })

const run = (ops: Ops, { choices, seed: from }: { readonly choices: readonly number[]; readonly seed: number }): Tensor => {
  const [a, b]: readonly [Tensor, Tensor] = [normal(f32, key(from), [3, 3]), normal(f32, key(from + 1), [3, 3])]
  return choices.reduce<readonly [Tensor, Tensor]>(([x, y], choice) => [operations[choice]!(ops, x, y), x], [a, b])[0]
}

describe('every f32 evaluation lies within its error of the exact value', () => {
  it.each([['our own engine', f32], ['sums the other way round', contrary]] as const)('random programs, %s', (_name, engine) => {
    holds(fc.property(programs, (program) => {
      expect(worstRatio(run(engine, program), run(boundOps('either'), program))).toBeLessThanOrEqual(1)
    }), 600)
  })

  it.each([['our own engine', f32], ['sums the other way round', contrary]] as const)('whole training steps, %s', (_name, engine) => {
    holds(fc.property(caseExamples(2).filter(({ shape }) => shape.length === 2), (example) => {
      const given = caseOf(example)
      const bounds = quantities(outcome(boundOps('either'), given))
      quantities(outcome(engine, given)).forEach(({ tensor }, i) => { expect(worstRatio(tensor, bounds[i]!.tensor)).toBeLessThanOrEqual(1) })
    }), 60)
  })
})

it('hardly any error is infinite', () => {
  const examples = fc.sample(programs, { seed: 1, numRuns: 300 })
  expect(unbounded(examples.map((program) => run(boundOps('either'), program)))).toBeLessThan(0.03)
})

it('the value is what f64 gives', () => {
  holds(fc.property(programs, (program) => {
    const [value, truth] = [toFlat(boundedOf(run(boundOps('chosen'), program)).value), toFlat(run(f64, program))]
    value.forEach((x, i) => { expect(x).toBeCloseTo(truth[i]!, 10) })
  }), 100)
})

describe('the error is no larger than it has to be', () => {
  /** The largest part of its bound that one operation's error takes, over many numbers. */
  const taken = (f: (ops: Ops, x: Tensor, y: Tensor) => Tensor): number => {
    const [x, y]: readonly [Tensor, Tensor] = [normal(f32, key(3), [64, 64]), normal(f32, key(4), [64, 64])]
    return worstRatio(f(f32, x, y), f(boundOps('chosen'), x, y))
  }

  it('of one rounding, it is reached', () => {
    expect(taken((ops, x, y) => ops.add(x, y))).toBeGreaterThan(0.95)
    expect(taken((ops, x, y) => ops.mul(x, y))).toBeGreaterThan(0.95)
    expect(taken((ops, x, y) => ops.div(x, y))).toBeGreaterThan(0.95)
    expect(taken((ops, x) => ops.sqrt(ops.abs(x)))).toBeGreaterThan(0.95)
  })

  it('of four roundings, half of it is', () => {
    expect(taken((ops, x, y) => ops.mul(ops.mul(ops.mul(ops.mul(x, y), x), y), x))).toBeGreaterThan(0.5)
  })

  it('of a sum that cancels, it is that of the terms, not of the result', () => {
    const cancelled: Tensor = f32.sub(f32.fill([1], 1e6), f32.fill([1], 0))
    const ops = boundOps('chosen')
    const y = ops.sub(ops.add(cancelled, ops.fill([1], 0.3)), ops.fill([1], 1e6))
    const [error] = toFlat(boundedOf(y).error)
    expect(error).toBeGreaterThan(0.03)
    expect(error).toBeLessThan(0.1)
  })

  it('nothing is added where nothing is rounded', () => {
    const ops = boundOps('chosen')
    const x: Tensor = normal(f32, key(5), [4, 4])
    const exact = [ops.neg(x), ops.abs(x), ops.transpose(x, [1, 0] as Some), ops.maximum(x, ops.fill([4, 4], 0)), ops.max(x, [0] as Some), ops.mul(x, ops.fill([4, 4], 0))]
    exact.forEach((y) => { expect(new Set(toFlat(boundedOf(y as Tensor).error))).toEqual(new Set([0])) })
  })
})
