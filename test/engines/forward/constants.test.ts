import { describe, expect, it } from 'vitest'
import { f32, f64, type Float, type Ops, tensor, toFlat } from '../../../src/index.ts'
import { jvp } from '../../../src/differentiate/index.ts'
import { forwardOver } from '../../../src/engines/forward/index.ts'
import { trace } from '../../../src/engines/trace/trace.ts'
import { obeysTheContract } from '../contract.ts'

obeysTheContract('forward f32', forwardOver(f32).ops, 'f32', 25)
obeysTheContract('forward f64', forwardOver(f64).ops, 'f64', 25)

type Square = Float<readonly [2, 2]>
const [one, other]: readonly [Square, Square] = [tensor([[1, 2], [3, 4]]), tensor([[5, 6], [7, 8]])]

const opsOf = (f: (ops: Ops) => (w: Square, x: Square) => Square): readonly string[] =>
  trace((ops: Ops) => (w: Square, dw: Square, x: Square) => jvp(f)(ops)(w, dw, x)[1], [one, one, other])
    .graph.nodes.map(({ op }) => op).filter((op) => op !== 'argument').sort()

describe('a constant carries no tangent, so nothing is computed for it', () => {
  it('beside what moves', () => {
    // Not the tangent of exp x, which would be a mul, nor its product with w.
    expect(opsOf((ops) => (w, x) => ops.matmul(ops.exp(x), w))).toEqual(['exp', 'matmul', 'matmul'])
  })

  it('alone: its derivative is 0', () => {
    expect(opsOf((ops) => (_w, x) => ops.exp(x))).toEqual(['exp', 'fill'])
  })

  it('in a scan: what is carried moves only where the body makes it move', () => {
    const f = (ops: Ops) => (w: Square, x: Square): Square => {
      // The second moves because of the first, and the first because of w; the third is a constant to the end.
      const carry = [x, x, x]
      const [[a, b, c]] = ops.scan(2, carry, [], ([one, two, three]) =>
        [[ops.add(one as Square, w), ops.mul(two as Square, one as Square), ops.exp(three as Square)], []])
      return ops.add(ops.add(a as Square, b as Square), c as Square)
    }
    const body = trace((ops: Ops) => (w: Square, dw: Square, x: Square) => jvp(f)(ops)(w, dw, x)[1], [one, one, other])
      .graph.nodes.flatMap(({ attributes: { loop } }) => loop === undefined ? [] : [loop])
    expect(body.map(({ carries }) => carries)).toEqual([5])
    const moved = jvp(f)(f64)(one, tensor([[1, 0], [0, 0]]), other)[1]
    // a = x + 2 w, b = x · x · (x + w): along the first element of w that is 2 + x².
    expect(toFlat(moved)).toEqual([2 + 5 * 5, 0, 0, 0])
  })
})
