import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compile, f32, type Ops, type Some, type Tensor } from '../../../src/index.ts'
import { planOf } from '../../../src/engines/wasm/plan/plan.ts'
import { WINDOW_PRODUCT } from '../../../src/engines/wasm/assembly/codes.ts'
import { trace } from '../../../src/engines/trace/trace.ts'
import { optimize } from '../../../src/engines/trace/optimize.ts'
import { sizeOf } from '../../../src/shape/size.ts'
import { draw } from '../../support/draw.ts'
import { holds, seed } from '../../support/examples.ts'
import { windowed, type Windowed } from '../reference/windows.ts'
import { differences } from './differences.ts'
import { shareAll, threadNumbers, threadsReady } from './threads.ts'

let release: () => void
beforeAll(async () => { release = await threadsReady(7) })
afterAll(() => { release() })

type Loose = Readonly<Record<keyof Ops, (...given: readonly unknown[]) => Some>>

/** A window in each row. */
const matrixOf = ({ unfolded, windows }: Windowed): readonly [rows: number, columns: number] => {
  const at = windows.axis + windows.size.length
  return [sizeOf(unfolded.slice(0, at)), sizeOf(unfolded.slice(at))]
}

/** A convolution with its gradients: products of windows with a matrix, and of transposed windows with another. */
const convolution = (given: Windowed) => (engine: Ops) => (x: Tensor, w: Tensor, dy: Tensor) => {
  const ops = engine as object as Loose
  const rows = ops.reshape(ops.unfold(x, given.windows, given.unfolded), matrixOf(given))
  return {
    y: ops.matmul(rows, w) as Tensor, dw: ops.matmulTN(rows, dy) as Tensor,
    dx: ops.fold(ops.reshape(ops.matmulNT(dy, w), given.unfolded), given.windows, given.whole) as Tensor,
  }
}

const columnsOfResult = fc.constantFrom(1, 2, 3, 4, 5, 6, 8, 11, 12, 13, 16, 17, 20, 33)

const bigger: Windowed = { whole: [3, 21, 20, 7], unfolded: [3, 17, 9, 5, 4, 7], windows: { axis: 1, size: [5, 4], stride: [1, 2] } }
const longer: Windowed = { whole: [2, 700, 2], unfolded: [2, 698, 3, 2], windows: { axis: 1, size: [3] } }

describe('windows that a product takes from where they lie', () => {
  test('a convolution and its gradients have the eager bits', () => {
    holds(fc.property(fc.oneof(windowed, windowed, fc.constantFrom(bigger, longer)), columnsOfResult, seed, (given, columns, from) => {
      const [rows, terms] = matrixOf(given)
      const operands = [draw(f32, from, given.whole), draw(f32, from + 1, [terms, columns]), draw(f32, from + 2, [rows, columns])] as const
      const wanted = convolution(given)(f32)(...operands)
      for (const threads of threadNumbers) {
        const compiled = compile(convolution(given), shareAll(threads))
        const found = differences(wanted, compiled(...operands))
        compiled.dispose()
        expect(found.slice(0, 3), `${threads} threads`).toEqual([])
      }
    }), 60)
  }, 120_000)

  const planFor = (f: (ops: Loose) => (x: Tensor) => Tensor) =>
    planOf(optimize(trace((ops) => f(ops as object as Loose), [draw(f32, 1, [4, 9, 9, 2])]).graph))
  const rows = (ops: Loose, x: Tensor): Tensor => ops.reshape(ops.unfold(x, { axis: 1, size: [3, 3] }, [4, 7, 7, 3, 3, 2]), [196, 18])

  test('they have no array of their own', () => {
    const plan = planFor((ops) => (x) => ops.matmul(rows(ops, x), ops.fill([18, 5], 0.5)))
    expect(plan.instructions.filter(({ code }) => code === WINDOW_PRODUCT)).toHaveLength(1)
    expect(plan.arrays.map(({ elements }) => elements)).not.toContain(196 * 18)
  })

  test.each([
    ['an elementwise reader', (ops: Loose) => (x: Tensor) => ops.matmul(ops.neg(rows(ops, x)), ops.fill([18, 5], 0.5)) as Tensor],
    ['a right operand', (ops: Loose) => (x: Tensor) => ops.matmulTN(rows(ops, x), rows(ops, x)) as Tensor],
    ['a result', (ops: Loose) => (x: Tensor) => rows(ops, x)],
  ])('with %s they have one', (_reader, f) => {
    const plan = planFor(f)
    expect(plan.instructions.filter(({ code }) => code === WINDOW_PRODUCT)).toEqual([])
    expect(plan.arrays.map(({ elements }) => elements)).toContain(196 * 18)
  })
})
