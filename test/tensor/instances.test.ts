import fc from 'fast-check'
import * as Eq from 'fp-ts/lib/Eq.js'
import * as Monoid from 'fp-ts/lib/Monoid.js'
import { describe, expect, test } from 'vitest'
import { f32, gradientMonoid, tensor, tensorEq, tensorShow, treeEq, treeEquals } from '../../src/index.ts'
import { drawWhole } from '../support/draw.ts'
import { holds, seed, shape } from '../support/examples.ts'

const triples = fc.tuple(shape(0, 3, 4), seed).map(([sizes, from]) =>
  [0, 1, 2].map((i) => ({ w: drawWhole(f32, from + i, sizes), b: [drawWhole(f32, from + 10 + i, [2])] })))

describe('fp-ts instances obey their laws', () => {
  test('Eq: reflexive, symmetric, transitive, and usable with the combinators', () => {
    holds(fc.property(triples, ([a, b, c]) => {
      expect(treeEq.equals(a!, a!)).toBe(true)
      expect(treeEq.equals(a!, b!)).toBe(treeEq.equals(b!, a!))
      if (treeEq.equals(a!, b!) && treeEq.equals(b!, c!)) expect(treeEq.equals(a!, c!)).toBe(true)
    }), 40)
    const pair = Eq.tuple(tensorEq, treeEq)
    expect(pair.equals([tensor([1]), [tensor([2])]], [tensor([1]), [tensor([2])]])).toBe(true)
  })

  test('Monoid: the empty gradient changes no bit on either side, −0, NaN and infinities included', () => {
    const awkward = { w: tensor([0, -0, NaN, Infinity, -Infinity, 2 ** -149, 1]), b: tensor([[-0]]) }
    const { concat, empty } = gradientMonoid(awkward)
    expect(treeEquals(concat(empty, awkward), awkward)).toBe(true)
    expect(treeEquals(concat(awkward, empty), awkward)).toBe(true)
  })

  test('Monoid: commutative, and associative where nothing is rounded', () => {
    holds(fc.property(triples, ([a, b, c]) => {
      const { concat } = gradientMonoid(a!)
      expect(treeEquals(concat(a!, b!), concat(b!, a!))).toBe(true)
      expect(treeEquals(concat(concat(a!, b!), c!), concat(a!, concat(b!, c!)))).toBe(true)
    }), 60)
  })

  test('Monoid: concatAll adds the gradients of many batches, from left to right', () => {
    const gradients = [1, 2, 3, 4].map((v) => [{ w: tensor([v, -v]) }] as const)
    const total = Monoid.concatAll(gradientMonoid(gradients[0]!))(gradients)
    expect(treeEquals(total, [{ w: tensor([10, -10]) }])).toBe(true)
  })

  test('Show', () => {
    expect(tensorShow.show(tensor([1, 2]))).toBe('f32[2] [1, 2]')
  })
})
