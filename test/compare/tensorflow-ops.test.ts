import { describe, expect, it } from 'vitest'
import { f32, f64, key, normal, type Ops, type Shape, type Some, tensor, type Tensor, toFlat } from '../../src/index.ts'
import { backends, boundedOf, boundOps } from '../../compare/index.ts'
import { isLargest } from '../../compare/bound/index.ts'
import { valueAndGradients } from '../../src/engines/reverse/index.ts'
import { useCounted } from '../../compare/tensorflow/index.ts'
import { fromTensorFlow, tensorFlowOps, toHost, toTensorFlow } from '../../compare/tensorflow-ops/index.ts'
import { tidied } from '../../compare/tidied.ts'
import type { Scalar as InnerScalar } from '@tensorflow/tfjs'
import { openedBackend } from './asked.ts'

type Program = (ops: Ops, x: Tensor, y: Tensor) => Tensor

const shapeOf = (x: Tensor): Shape => x.shape as Shape
const fill = (ops: Ops, x: Tensor, value: number): Tensor => ops.fill(shapeOf(x), value)
const positive = (ops: Ops, x: Tensor): Tensor => ops.add(ops.mul(x, x), fill(ops, x, 0.1))
const axes = (...list: readonly number[]): Some => list
const rows = tensor([2, 0, 2, 1], { dtype: 'i32' })

/** Every operation with a derivative, on two matrices of 3 × 4. */
const programs: Readonly<Record<string, Program>> = {
  neg: (ops, x) => ops.neg(x),
  abs: (ops, x) => ops.abs(x),
  sqrt: (ops, x) => ops.sqrt(positive(ops, x)),
  exp: (ops, x) => ops.exp(x),
  expm1: (ops, x) => ops.expm1(x),
  log: (ops, x) => ops.log(positive(ops, x)),
  log1p: (ops, x) => ops.log1p(positive(ops, x)),
  tanh: (ops, x) => ops.tanh(x),
  sigmoid: (ops, x) => ops.sigmoid(x),
  softplus: (ops, x) => ops.softplus(x),
  erf: (ops, x) => ops.erf(x),
  sin: (ops, x) => ops.sin(x),
  cos: (ops, x) => ops.cos(x),
  scale: (ops, x) => ops.scale(x, 1 / 3),
  add: (ops, x, y) => ops.add(x, y),
  sub: (ops, x, y) => ops.sub(x, y),
  mul: (ops, x, y) => ops.mul(x, y),
  div: (ops, x, y) => ops.div(x, positive(ops, y)),
  pow: (ops, x, y) => ops.pow(positive(ops, x), y),
  maximum: (ops, x, y) => ops.maximum(x, y),
  minimum: (ops, x, y) => ops.minimum(x, y),
  'maximum of equals': (ops, x, y) => ops.maximum(ops.sub(x, x), ops.sub(y, y)),
  'select by a condition on x': (ops, x, y) => ops.select(ops.less(x, fill(ops, x, 0.2)) as Tensor, ops.mul(x, y), y),
  'select by two conditions': (ops, x, y) => ops.select(
    ops.or(ops.and(ops.lessEqual(x, y), ops.not(ops.less(x, y))), ops.equal(x, x)) as Tensor, x, y),
  matmul: (ops, x, y) => ops.matmul(x, ops.transpose(y, axes(1, 0)) as Tensor),
  matmulTN: (ops, x, y) => ops.matmulTN(x, y),
  matmulNT: (ops, x, y) => ops.matmulNT(x, y),
  matmulTT: (ops, x, y) => ops.matmulTT(x, ops.transpose(y, axes(1, 0)) as Tensor),
  'batched matmul': (ops, x, y) => ops.matmulNT(ops.reshape(x, [3, 2, 2]), ops.reshape(y, [3, 2, 2])),
  sum: (ops, x) => ops.sum(x, axes(0)),
  sumAll: (ops, x) => ops.sumAll(ops.mul(x, x)),
  max: (ops, x) => ops.max(x, axes(1)),
  'exp of a shift by max': (ops, x) => ops.exp(ops.sub(x, ops.broadcast(ops.max(x, axes(1)) as Tensor, shapeOf(x), axes(1)) as Tensor)),
  broadcast: (ops, x) => ops.broadcast(ops.sum(x, axes(1)) as Tensor, [3, 5], axes(1)),
  'broadcast to five axes': (ops, x) => ops.broadcast(x, [2, 3, 2, 4, 2], axes(0, 2, 4)),
  spread: (ops, x) => ops.spread(ops.sumAll(x), [2, 2]),
  reshape: (ops, x) => ops.reshape(x, [2, 6]),
  transpose: (ops, x) => ops.transpose(ops.reshape(x, [3, 2, 2]), axes(2, 0, 1)),
  slice: (ops, x) => ops.slice(x, { start: [1, 1] }, [2, 2]),
  'slice by steps': (ops, x) => ops.slice(x, { start: [0, 1], stride: [2, 2] }, [2, 2]),
  pad: (ops, x) => ops.pad(x, { start: [1, 2] }, [5, 7], 0.5),
  'pad by steps': (ops, x) => ops.pad(x, { start: [1, 0], stride: [2, 3] }, [7, 10], -2),
  concat: (ops, x, y) => ops.concat([x, y, x], 1, [3, 12]),
  gather: (ops, x) => ops.gather(x, rows as Some),
  scatterAdd: (ops, x) => ops.scatterAdd([3, 3], rows as Some, ops.reshape(x, [4, 3]) as Some),
  floor: (ops, x) => ops.add(ops.floor(x), x),
  argmax: (ops, x) => ops.add(ops.cast(ops.argmax(x, 1 as never) as Tensor, 'float'), ops.sum(x, axes(1)) as Tensor),
  cast: (ops, x) => ops.mul(ops.cast(ops.cast(ops.scale(x, 3), 'i32'), 'float'), x),
  'a constant of ids': (ops, x) => ops.mul(ops.cast(ops.add(ops.iota([3, 4], 1), ops.iota([3, 4], 0)), 'float'), x),
}

const x: Tensor = normal(f32, key(11), [3, 4])
const y: Tensor = normal(f32, key(12), [3, 4])

/** One number from a result: its elements weighted differently, so that no two gradients are alike. */
const scalarOf = (program: Program) => (ops: Ops, [a, b]: readonly Tensor[]): Tensor => {
  const result = program(ops, a!, b!)
  return ops.sumAll(ops.mul(result, normal(f32, key(13), shapeOf(result))))
}

const worst = (theirs: Tensor, bounded: Tensor): number => {
  const { value, error } = boundedOf(bounded)
  const [v, e] = [toFlat(value), toFlat(error)]
  return Math.max(...toFlat(theirs).map((t, i) => t === v[i] ? 0 : Math.abs(t - v[i]!) / e[i]!))
}

describe.each(backends)('%s', (backend) => {
  it.for(Object.entries(programs))('%s: value and gradients lie within their bounds', async ([, program], context) => {
    const tensorFlow = await openedBackend(backend, context)
    const { value: theirs, leaked } = await useCounted(tensorFlow, (tf) => tidied(tf, () => {
      const ops = tensorFlowOps(tf)
      const variables = [x, y].map((v) => tf.variable(toTensorFlow(tf, v)))
      const run = () => scalarOf(program)(ops, variables.map((v) => fromTensorFlow(v)))
      const { value, grads } = tf.variableGrads(() => toTensorFlow(tf, run()) as InnerScalar, variables)
      const gradients = variables.map((v) => grads[v.name] === undefined ? f32.fill(v.shape, 0) as Tensor : toHost(fromTensorFlow(grads[v.name]!)))
      const result = toHost(program(ops, fromTensorFlow(variables[0]!), fromTensorFlow(variables[1]!)))
      variables.forEach((v) => { v.dispose() })
      return { scalar: toHost(fromTensorFlow(value)), gradients, result }
    }))
    const ops = boundOps('chosen')
    const bounds = valueAndGradients({ ops, isLargest: isLargest('chosen') }, [x, y], (recording, variables) =>
      ({ scalar: scalarOf(program)(recording, variables), others: [] }))
    expect(worst(theirs.result, program(ops, x, y))).toBeLessThanOrEqual(1)
    expect(worst(theirs.scalar, bounds.scalar)).toBeLessThanOrEqual(1)
    theirs.gradients.forEach((gradient, i) => { expect(worst(gradient, bounds.gradients[i]!)).toBeLessThanOrEqual(1) })
    expect(leaked).toBe(0)
  })

  it('copies what it is given: a tensor of ours never changes', async (context) => {
    const tensorFlow = await openedBackend(backend, context)
    const before = toFlat(x)
    await tensorFlow.use((tf) => tidied(tf, () => {
      const inner = toTensorFlow(tf, x)
      inner.dataSync().fill(7)
      const read = toHost(fromTensorFlow(tf.add(toTensorFlow(tf, x), 0)))
      expect(toFlat(read)).toEqual(before)
    }))
    expect(toFlat(x)).toEqual(before)
  })
})

it('the rules of the tape are right in f64: central differences agree', () => {
  Object.entries(programs).filter(([name]) => !/equals|floor|cast|argmax/.test(name)).forEach(([name, program]) => {
    const [a, b]: readonly [Tensor, Tensor] = [f64.scale(x, 1), f64.scale(y, 1)]
    const { gradients } = valueAndGradients({ ops: f64 }, [a, b], (ops, v) => ({ scalar: scalarOf(program)(ops, v), others: [] }))
    const direction: Tensor = normal(f64, key(14), [3, 4])
    const moved = (v: Tensor, h: number): Tensor => f64.add(v, f64.scale(direction, h))
    const at = (h: number): number => toFlat(scalarOf(program)(f64, [moved(a, h), moved(b, h)]))[0]!
    const numeric = (at(2 ** -17) - at(-(2 ** -17))) / 2 ** -16
    const claimed = gradients.reduce((total, g) => total + toFlat(f64.sumAll(f64.mul(g, direction)))[0]!, 0)
    expect(Math.abs(numeric - claimed), name).toBeLessThan(1e-7 * Math.max(1, Math.abs(claimed)))
  })
})
