import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equals, f32, f64, identity, initializers, input, key, pipe, type Some, tensor, toFlat, toNested } from '../../../src/index.ts'
import { learnedPositions } from '../../../src/layers/attention/learned-positions.ts'
import { realNumbers } from '../../../src/layers/attention/real-numbers.ts'
import { sinusoidalPositions } from '../../../src/layers/attention/sinusoidal-positions.ts'
import { holds } from '../../support/examples.ts'

const { waves } = JSON.parse(readFileSync(new URL('torch-vectors.json', import.meta.url), 'utf8')) as {
  readonly waves: { readonly width: number; readonly positions: readonly number[]; readonly rows: readonly (readonly number[])[] }
}

const env = { key: key(0), train: true }

describe('sinusoidal positions: sin and cos of t / 10000^(2i / width)', () => {
  const net = sinusoidalPositions(identity<Some>([2, 512, waves.width], 'float'))
  const added = (ops: typeof f32) => toNested(net.forward(ops, env)([], [], ops.fill<Some>([2, 512, waves.width], 0))[0]) as Some as readonly (readonly (readonly number[])[])[]

  test('in f32 the true numbers rounded once, in every sequence', () => {
    const [first, second] = added(f32)
    waves.positions.forEach((t, row) => { expect(first![t]).toEqual(waves.rows[row]!.map(Math.fround)) })
    expect(second).toEqual(first)
  })

  test('in f64 as near as the angle is', () => {
    // An exponent is rounded, which ln 10000 < 9.3 enlarges; a power is 1 ulp off, a quotient half of one: 13 u of the angle; sin and cos 1 ulp.
    const [first] = added(f64)
    waves.positions.forEach((t, row) => waves.rows[row]!.forEach((due, e) => {
      const angle = t / 10_000 ** ((e - e % 2) / waves.width)
      expect(Math.abs(first![t]![e]! - due)).toBeLessThanOrEqual(2 ** -53 * (13 * angle + 2))
    }))
  })

  test('an even width and an odd one agree where the exponent is the same', () => {
    const [y] = pipe(input([1, 3]), sinusoidalPositions).forward(f32, env)([], [], tensor([[0, 0, 0]]))
    expect(toNested(y)).toEqual([[0, 1, 0]])
  })

  test('back the cotangent is handed on', () => {
    const dy = tensor([[1, -2], [3, 4]])
    const [, , back] = pipe(input([2, 2]), sinusoidalPositions).forward(f32, env)([], [], tensor([[5, 6], [7, 8]]))
    expect(equals(back(dy)[1], dy)).toBe(true)
  })

  test('one axis alone has no positions', () => {
    expect(() => sinusoidalPositions(identity<Some>([4], 'float'))).toThrow('sinusoidalPositions: [4] has no axis of positions before its last')
  })
})

describe('learned positions', () => {
  const net = pipe(input([2, 2, 3]), learnedPositions())

  test('by hand', () => {
    const x = tensor([[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]])
    const [y, , back] = net.forward(f32, env)([{ table: tensor([[10, 20, 30], [40, 50, 60]]) }], [], x)
    expect(toNested(y)).toEqual([[[11, 22, 33], [44, 55, 66]], [[17, 28, 39], [50, 61, 72]]])
    const [[{ table }], dx] = back(x)
    expect(toNested(table)).toEqual([[8, 10, 12], [14, 16, 18]])
    expect(equals(dx, x)).toBe(true)
  })

  test('first numbers: normal of deviation 0.02, or what was given', () => {
    const [[{ table }]] = net.init(f32, key(7))
    expect(equals(table, initializers.normal({ standardDeviation: 0.02 })(f32, f32.foldIn(key(7), 0), [2, 3]))).toBe(true)
    const [[ones]] = pipe(input([2, 2, 3]), learnedPositions({ initializer: initializers.ones })).init(f32, key(7))
    expect(toFlat(ones.table)).toEqual([1, 1, 1, 1, 1, 1])
  })
})

describe('real numbers that every engine knows', () => {
  const agree = (numbers: readonly number[]): void => {
    const table = realNumbers([numbers.length], (i = 0) => numbers[i]!)
    expect(toFlat(table(f64))).toEqual(numbers)
    expect(toFlat(table(f32))).toEqual(numbers.map(Math.fround))
  }

  test('exact in f64, rounded once in f32', () => {
    holds(fc.property(fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 2 ** -70), { minLength: 1, maxLength: 9 }),
      (numbers) => { agree(numbers.map((x) => x + 0)) }), 300)
  })

  test('also half-way between two f32 numbers, and just beside', () => {
    const halfWay = [1, 1 + 2 ** -23, 0.75, -1, 1 - 2 ** -24].map((x) => x + 2 ** -24 * Math.abs(x))
    agree(halfWay.flatMap((x) => [x, x * (1 - 2 ** -53), x * (1 + 2 ** -52), x - 2 ** -49, x + 2 ** -49]))
  })
})
