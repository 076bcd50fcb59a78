import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equals, precisionOf, tensor, toFlat, toPrecision, treeEquals } from '../../src/index.ts'
import { plains } from '../engines/reference/numbers.ts'
import { toTensor } from '../engines/reference/plain.ts'
import { holds } from '../support/examples.ts'

describe('toPrecision', () => {
  test('to f64 is exact and back again is the identity; to f32 rounds once', () => {
    holds(fc.property(plains('float'), (x) => {
      const [narrow, wide] = [toTensor(x, 'f32'), toTensor(x, 'f64')]
      expect(toFlat(toPrecision('f64')(narrow))).toEqual(toFlat(narrow))
      expect(equals(toPrecision('f32')(toPrecision('f64')(narrow)), narrow)).toBe(true)
      expect(toFlat(toPrecision('f32')(wide))).toEqual(toFlat(wide).map(Math.fround))
      expect(equals(toPrecision('f32')(wide), narrow)).toBe(true)
    }), 100)
  })

  test('whole numbers, bits and truths stay as they are', () => {
    const tree = { ids: tensor([1, 2], { dtype: 'i32' }), bits: tensor([7], { dtype: 'u32' }), mask: tensor([true], { dtype: 'bool' }) }
    expect(treeEquals(toPrecision('f64')(tree), tree)).toBe(true)
  })

  test('precisionOf says how a tensor is kept', () => {
    expect(precisionOf(tensor([1]))).toBe('f32')
    expect(precisionOf(tensor([1], { precision: 'f64' }))).toBe('f64')
    expect(precisionOf(tensor([1], { dtype: 'i32' }))).toBe('i32')
    expect(precisionOf(tensor([true], { dtype: 'bool' }))).toBe('bool')
  })
})
