import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, f32, key, normal, type Ops, type Scalar, type Tensor, treeEquals, type Trees } from '../../src/index.ts'
import { grad, hessianVectorProduct, jvp, valueAndGrad, vjp } from '../../src/differentiate/index.ts'
import { caseExamples, caseOf } from '../compare/cases.ts'
import { draw, redraw } from '../support/draw.ts'
import { holds } from '../support/examples.ts'

/** Runs a compiled function once and gives its memory back. */
const compiledOnce = <A extends Trees, R extends Trees | Tensor>(f: (ops: Ops) => (...given: A) => R, threads: number, ...given: A): R => {
  const compiled = compile(f, { threads, worthSharing: 0 })
  const result = compiled(...given)
  compiled.dispose()
  return result
}

describe('compiled derivatives have the bits of the eager ones', () => {
  it.each([1, 2])('of the loss of random networks, by the chain rule through their forward pass, with %i threads', (threads) => {
    holds(fc.property(caseExamples(), (example) => {
      const { step, state, batch } = caseOf(example)
      const loss = (ops: Ops) => (params: Trees): Scalar => {
        const [y] = step.net.forward(ops, { key: state.key, train: true })(params, state.state, batch.x)
        return step.loss(ops, y).against(batch.labels)[0]
      }
      const direction = redraw(f32, example.seed + 7, state.params)
      expect(treeEquals(compiledOnce(valueAndGrad(loss), threads, state.params), valueAndGrad(loss)(f32)(state.params))).toBe(true)
      expect(treeEquals(compiledOnce(hessianVectorProduct(loss), threads, state.params, direction),
        hessianVectorProduct(loss)(f32)(state.params, direction))).toBe(true)
    }), 15)
  })

  type Numbers = { readonly h: Tensor; readonly w: Tensor; readonly x: Tensor }
  /** A recurrence over windows of a sequence: a scan that closes over its weights. */
  const recurrence = (ops: Ops) => ({ h, w, x }: Numbers): Scalar => {
    const windows: Tensor = ops.unfold(x, { axis: 0, size: [3] }, [6, 3, 4])
    const [[last], [ys]] = ops.scan(6, [h], [windows], ([before], [window]) => {
      const mixed: Tensor = ops.add(ops.matmul(before!, w), ops.matmul(window!, w))
      const after: Tensor = ops.tanh(mixed)
      return [[after], [ops.mul(after, after)]]
    })
    return ops.add(ops.sumAll(last!), ops.sumAll(ops.sin(ys!)))
  }
  const at = { h: draw(f32, 1, [3, 4]), w: draw(f32, 2, [4, 4]), x: draw(f32, 3, [8, 4]) }
  const direction = redraw(f32, 9, at)

  it.each([1, 2])('of a scan over windows, first and second order, with %i threads', (threads) => {
    const twice = (ops: Ops) => (p: Numbers): Scalar => ops.sumAll(grad(recurrence)(ops)(p).w)
    expect(treeEquals(compiledOnce((ops: Ops) => (p: Numbers) => [grad(recurrence)(ops)(p)], threads, at), [grad(recurrence)(f32)(at)])).toBe(true)
    expect(treeEquals(compiledOnce(jvp(recurrence), threads, at, direction), jvp(recurrence)(f32)(at, direction))).toBe(true)
    expect(treeEquals(compiledOnce((ops: Ops) => (p: Numbers, v: Numbers) => [hessianVectorProduct(recurrence)(ops)(p, v)], threads, at, direction),
      [hessianVectorProduct(recurrence)(f32)(at, direction)])).toBe(true)
    expect(treeEquals(compiledOnce((ops: Ops) => (p: Numbers) => [grad(twice)(ops)(p)], threads, at), [grad(twice)(f32)(at)])).toBe(true)
  })

  it('a way back is part of what is compiled', () => {
    const f = (ops: Ops) => (x: Tensor): Tensor => ops.exp(ops.mul(x, x))
    const pulled = (ops: Ops) => (x: Tensor, dy: Tensor): Tensor => {
      const [y, back] = vjp(f)(ops)(x)
      return ops.add(y, ops.add(back(dy), back(y)))
    }
    const [x, dy] = [normal(f32, key(1), [50]), normal(f32, key(2), [50])]
    expect(treeEquals(compiledOnce(pulled, 2, x, dy), pulled(f32)(x, dy))).toBe(true)
  })
})
