import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  equals, f32, foldIn, identity, initializers, input, key, type Mask, type Ops, pipe, type Shape, type Some, type Tensor, tensor, toFlat, tree, type Trees,
} from '../../../src/index.ts'
import { embedding } from '../../../src/layers/attention/embedding.ts'
import { multiHeadAttention } from '../../../src/layers/attention/multi-head-attention.ts'
import { maskPadding } from '../../../src/layers/recurrent/masking.ts'
import { draw, redraw } from '../../support/draw.ts'
import { holds, seed } from '../../support/examples.ts'
import type { AnyNet } from '../../support/layers.ts'
import { errorsOf } from './within.ts'

const WIDTH = 8
const HEADS = 2

interface Settings {
  readonly causal?: boolean
  readonly rotary?: boolean
  readonly bias?: boolean
}

const attention = (shape: Shape, settings: Settings = {}, prev: AnyNet = identity<Some>(shape, 'float') as AnyNet): AnyNet =>
  multiHeadAttention({ heads: HEADS, ...settings } as Some)(prev as Some) as AnyNet

const paramsOf = (net: AnyNet, from: number): Trees => redraw(f32, from, net.init(f32, key(1))[0] as Trees, 0.5)

/** Output, and with a cotangent the gradients, under a mask. */
const run = (ops: Ops, net: AnyNet, params: Trees, x: Tensor, dy: Tensor, mask?: Mask<Shape>) => {
  const [y, , back] = net.forward(ops, { key: key(0), train: true, mask })(params, [], x)
  const [gradient, dx] = back(dy) as readonly [Trees, Tensor]
  return { y: y as Tensor, gradient, dx }
}

/** Some positions of a batch, from `start` on. */
const positions = (x: Tensor, start: number, count: number): Tensor => f32.slice(x, { start: [0, start, 0] }, [(x.shape as Shape)[0] ?? 1, count, WIDTH])

/** The same with other numbers behind the first `kept` positions. */
const withOtherEnd = (x: Tensor, end: Tensor, kept: number): Tensor => {
  const [n = 1, t = 1]: Shape = x.shape
  return kept === t ? x : f32.concat([positions(x, 0, kept), positions(end, kept, t - kept)], 1 as never, [n, t, WIDTH])
}

const maskOf = (rows: readonly (readonly boolean[])[]): Some => tensor(rows as Some, { dtype: 'bool' })

const sequences = fc.record({ long: fc.integer({ min: 2, max: 20 }), kept: fc.nat(18), from: seed, rotary: fc.boolean() })
  .map((given) => ({ ...given, kept: 1 + given.kept % (given.long - 1) }))

describe('causal: what comes later changes nothing before, to the bit', () => {
  test('outputs do not see it, however large it is; nor does the gradient reach it', () => {
    holds(fc.property(sequences, fc.constantFrom(1, 1e18), ({ long, kept, from, rotary }, size) => {
      const net = attention([2, long, WIDTH], { causal: true, rotary })
      const params = paramsOf(net, from)
      const [x, dy] = [draw(f32, from + 1, net.in), draw(f32, from + 2, net.in)]
      const changed = withOtherEnd(x, f32.scale(draw(f32, from + 3, net.in), size), kept)
      const early = withOtherEnd(dy, f32.fill(net.in as Shape, 0), kept)
      const [first, second] = [run(f32, net, params, x, early), run(f32, net, params, changed, early)]
      expect(equals(positions(first.y, 0, kept), positions(second.y, 0, kept))).toBe(true)
      expect(toFlat(positions(first.dx, kept, long - kept)).every((v) => v === 0)).toBe(true)
      if (size === 1) expect(equals(positions(first.dx, 0, kept), positions(second.dx, 0, kept))).toBe(true)
      if (size === 1) expect(equals(positions(first.y, kept, long - kept), positions(second.y, kept, long - kept))).toBe(false)
    }), 60)
  })
})

describe('padding: a padded sequence equals the shorter one, to the bit', () => {
  test('outputs and every gradient, whatever stands in the padding', () => {
    holds(fc.property(sequences, fc.boolean(), ({ long, kept, from, rotary }, causal) => {
      const [padded, alone] = [attention([1, long, WIDTH], { causal, rotary }), attention([1, kept, WIDTH], { causal, rotary })]
      const params = paramsOf(padded, from)
      const [x, noise] = [draw(f32, from + 1, padded.in), draw(f32, from + 3, padded.in)]
      const dy = withOtherEnd(draw(f32, from + 2, padded.in), f32.fill(padded.in as Shape, 0), kept)
      const mask: Mask<Shape> = maskOf([Array.from({ length: long }, (_, t) => t < kept)])
      const short = run(f32, alone, params, positions(x, 0, kept), positions(dy, 0, kept))
      for (const end of [x, noise, f32.fill(padded.in as Shape, 0)]) {
        const whole = run(f32, padded, params, withOtherEnd(x, end, kept), dy, mask)
        expect(equals(positions(whole.y, 0, kept), short.y)).toBe(true)
        expect(equals(positions(whole.dx, 0, kept), short.dx)).toBe(true)
        expect(toFlat(positions(whole.dx, kept, long - kept)).every((v) => v === 0)).toBe(true)
        tree.leaves(short.gradient).forEach(({ path, tensor: due }) => {
          expect(equals(tree.leafAt(whole.gradient, path), due), path).toBe(true)
        })
      }
    }), 40)
  })

  test('each row of a batch has its own mask; a row that counts nothing gives the last bias, and no gradient but that', () => {
    const net = attention([2, 3, WIDTH])
    const params = paramsOf(net, 4)
    const [x, dy] = [draw(f32, 5, net.in), draw(f32, 6, net.in)]
    const mask: Mask<Shape> = maskOf([[false, false, false], [true, true, true]])
    const [whole, free] = [run(f32, net, params, x, dy, mask), run(f32, net, params, x, dy)]
    const rows = (v: Tensor, i: number): readonly number[] => toFlat(v).slice(i * 3 * WIDTH, (i + 1) * 3 * WIDTH)
    const bias = toFlat(tree.leafAt(params, '0.out.b'))
    expect(rows(whole.y, 0)).toEqual([...bias, ...bias, ...bias])
    expect(rows(whole.dx, 0).every((v) => v === 0)).toBe(true)
    expect(rows(whole.y, 1)).toEqual(rows(free.y, 1))
    expect(rows(whole.dx, 1)).toEqual(rows(free.dx, 1))
  })
})

test('under maskPadding the ids that fill a sequence are not looked at', () => {
  const model = (length: number): AnyNet => maskPadding(0, (x: Some) => attention([1, length, WIDTH], {}, embedding(7, WIDTH)(x) as AnyNet) as Some)(
    identity<Some>([1, length], 'i32')) as AnyNet
  const params = redraw(f32, 3, model(5).init(f32, key(1))[0] as Trees)
  const output = (ids: readonly number[]): Tensor =>
    model(ids.length).forward(f32, { key: key(0), train: true })(params, [[]], tensor([ids] as Some, { dtype: 'i32' }))[0] as Tensor
  const short = output([4, 2, 6])
  expect(equals(positions(output([4, 2, 6, 0, 0]), 0, 3), short)).toBe(true)
  expect(equals(positions(output([4, 2, 6, 1, 1]), 0, 3), short)).toBe(false)
})

test('rotary: the same tokens further on, behind padding, give the same outputs and gradients, but for rounding', () => {
  const [late, early] = [attention([1, 5, WIDTH], { rotary: true }), attention([1, 3, WIDTH], { rotary: true })]
  const params = paramsOf(late, 11)
  const [x, dy] = [draw(f32, 12, late.in), draw(f32, 13, early.in)]
  const behind = f32.concat([f32.fill([1, 2, WIDTH], 0) as Tensor, dy], 1 as never, [1, 5, WIDTH])
  const shifted = (ops: Ops): readonly Tensor[] => {
    const { y, dx } = run(ops, late, params, x, behind, maskOf([[false, false, true, true, true]]))
    return [y, dx].map((v) => ops.slice(v, { start: [0, 2, 0] }, [1, 3, WIDTH]))
  }
  const alone = (ops: Ops): readonly Tensor[] => {
    const { y, dx } = run(ops, early, params, positions(x, 2, 3), dy)
    return [y, dx]
  }
  const [found, due, errors, more] = [shifted(f32), alone(f32), errorsOf(shifted), errorsOf(alone)]
  found.forEach((result, i) => toFlat(result).forEach((number, j) => {
    expect(Math.abs(number - toFlat(due[i]!)[j]!)).toBeLessThanOrEqual(errors[i]![j]! + more[i]![j]!)
  }))
})

describe('without positions the order of the tokens is nothing', () => {
  const net = attention([2, 5, WIDTH])
  const params = paramsOf(net, 7)
  const order = [3, 0, 4, 1, 2]
  const x = draw(f32, 8, net.in)
  const reordered = (ops: Ops, v: Tensor): Tensor => ops.concat(order.map((t) => ops.slice(v, { start: [0, t, 0] }, [2, 1, WIDTH])), 1 as never, [2, 5, WIDTH])
  const output = (of: AnyNet, ops: Ops, v: Tensor): Tensor => of.forward(ops, { key: key(0), train: true })(params, [], v)[0] as Tensor

  test('reordered inputs give reordered outputs, but for rounding', () => {
    const [before, after] = [(ops: Ops) => [reordered(ops, output(net, ops, x))], (ops: Ops) => [output(net, ops, reordered(ops, x))]]
    const [[u = []], [v = []]] = [errorsOf(before), errorsOf(after)]
    const [a, b] = [toFlat(before(f32)[0]!), toFlat(after(f32)[0]!)]
    a.forEach((number, i) => { expect(Math.abs(number - b[i]!)).toBeLessThanOrEqual(u[i]! + v[i]!) })
  })

  test.each([{ rotary: true }, { causal: true }])('with %o it is not', (settings) => {
    const other = attention([2, 5, WIDTH], settings)
    const [a, b] = [toFlat(reordered(f32, output(other, f32, x))), toFlat(output(other, f32, reordered(f32, x)))]
    expect(Math.max(...a.map((number, i) => Math.abs(number - b[i]!)))).toBeGreaterThan(0.01)
  })
})

describe('parameters and settings', () => {
  test('two products with the matrices as wholes, each drawn from the key of its place', () => {
    const [params] = pipe(input([2, 3, 4]), multiHeadAttention({ heads: 2 })).init(f32, key(9))
    expect(tree.leaves(params).map(({ path, tensor: { shape } }) => [path, shape as Shape])).toEqual([
      ['0.qkv.w', [4, 12]], ['0.qkv.b', [12]], ['0.out.w', [4, 4]], ['0.out.b', [4]],
    ])
    const place = foldIn(key(9), 0)
    expect(equals(params[0].qkv.w, initializers.glorotUniform(f32, foldIn(place, 0), [4, 12]))).toBe(true)
    expect(equals(params[0].out.w, initializers.glorotUniform(f32, foldIn(place, 2), [4, 4]))).toBe(true)
    expect(tree.leaves(attention([2, 3, WIDTH], { bias: false }).init(f32, key(9))[0] as Trees).map(({ path }) => path)).toEqual(['0.qkv.w', '0.out.w'])
  })

  test('it says its settings', () => {
    expect(pipe(input([2, 3, 4]), multiHeadAttention({ heads: 2, causal: true })).stages)
      .toEqual([{ kind: 'multiHeadAttention', settings: { heads: 2, causal: true, rotary: false, bias: true }, out: [2, 3, 4] }])
  })

  test('heads that do not fit are a misuse where the compiler could not see it', () => {
    const build = (heads: number, width: number, rotary = false) => () =>
      multiHeadAttention({ heads, rotary } as Some)(identity<Some>([2, 3, width], 'float') as Some)
    expect(build(3, 4)).toThrow('multiHeadAttention: the width 4 is not a multiple of the 3 heads')
    expect(build(0, 4)).toThrow('multiHeadAttention: 0 heads is not a whole number above 0')
    expect(build(1.5, 3)).toThrow('multiHeadAttention: 1.5 heads is not a whole number above 0')
    expect(build(2, 6, true)).toThrow('multiHeadAttention: with rotary positions the width 6 must be a multiple of twice the 2 heads')
  })

  test('a mask of other positions is a misuse', () => {
    const net = attention([2, 3, WIDTH])
    const [x, mask]: readonly [Tensor, Mask<Shape>] = [draw(f32, 1, net.in), maskOf([[true, true], [true, true], [true, true]])]
    expect(() => run(f32, net, paramsOf(net, 1), x, x, mask)).toThrow('attention: a mask [3, 2] came to positions [2, 3]')
  })
})
