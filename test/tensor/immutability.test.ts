import { describe, expect, test } from 'vitest'
import * as pullback from '../../src/index.ts'
import { equals, f32, fromFlat, hash, tensor, toFlat, toNested, toPrecision } from '../../src/index.ts'

describe('a tensor never changes', () => {
  test('numbers are copied in', () => {
    const [nested, flat, sizes] = [[[1, 2], [3, 4]], Float32Array.of(1, 2, 3, 4), [2, 2]]
    const [fromNested, fromTyped] = [tensor(nested), fromFlat(sizes as pullback.Some, flat)]
    nested[0]![0] = 99
    flat[0] = 99
    sizes[0] = 99
    expect(toFlat(fromNested)).toEqual([1, 2, 3, 4])
    expect(toFlat(fromTyped)).toEqual([1, 2, 3, 4])
    expect(fromTyped.shape).toEqual([2, 2])
  })

  test('numbers are copied out', () => {
    const x = tensor([[1, 2], [3, 4]])
    ;(toFlat(x) as number[])[0] = 99
    ;((toNested(x) as number[][])[0]!)[0] = 99
    expect(toFlat(x)).toEqual([1, 2, 3, 4])
  })

  test('a shape that an operation was given is its own', () => {
    const sizes = [2, 3]
    const x = f32.fill(sizes, 1)
    sizes[0] = 99
    expect(x.shape).toEqual([2, 3])
  })

  test('a network keeps its own shapes', () => {
    const sizes = [2, 3]
    const net = pullback.dense(4)(pullback.identity<pullback.Some>(sizes, 'float'))
    sizes[0] = 99
    expect([net.in, net.out, net.stages[0]?.out]).toEqual([[2, 3], [2, 4], [2, 4]])
    for (const shape of [net.in, net.out] as (readonly number[])[]) expect(Object.isFrozen(shape)).toBe(true)
  })

  test('neither the tensor nor its shape can be written to', () => {
    for (const x of [tensor([1, 2]), f32.fill([2], 0), f32.add(tensor([1]), tensor([2])), toPrecision('f64')(tensor([1, 2]))] as pullback.Tensor[]) {
      expect(Object.isFrozen(x)).toBe(true)
      expect(Object.isFrozen(x.shape)).toBe(true)
      expect(() => { (x as { dtype: string }).dtype = 'i32' }).toThrow(TypeError)
      expect(() => { (x.shape as number[])[0] = 99 }).toThrow(TypeError)
      expect(() => { Object.assign(x, { extra: 1 }) }).toThrow(TypeError)
    }
  })

  test('no way leads from a tensor, its prototypes or their members to its numbers', () => {
    const x = tensor([1, 2, 3])
    const before = hash(x)
    for (let at: object | null = x; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at) as object | null) {
      for (const name of Reflect.ownKeys(at)) {
        const member: unknown = Reflect.get(at, name, x)
        expect(ArrayBuffer.isView(member), `${String(name)} holds the numbers`).toBe(false)
        if (typeof member !== 'function') continue
        for (const inner of Reflect.ownKeys(member)) {
          const helper: unknown = Reflect.get(member, inner)
          const given: unknown = typeof helper === 'function' ? attempt(() => (helper as (t: unknown) => unknown)(x)) : helper
          expect(ArrayBuffer.isView(given), `${String(name)}.${String(inner)} gives the numbers`).toBe(false)
        }
      }
    }
    expect(hash(x)).toBe(before)
  })

  test('no public function gives the numbers themselves', () => {
    const x = tensor([1, 2, 3])
    for (const [name, value] of Object.entries(pullback)) {
      const given: unknown = typeof value === 'function' ? attempt(() => (value as (t: unknown) => unknown)(x)) : value
      if (!ArrayBuffer.isView(given)) continue
      new Uint8Array(given.buffer).fill(255)
      expect(toFlat(x), name).toEqual([1, 2, 3])
    }
  })

  test('the prototype that tensors share cannot be changed', () => {
    const shared = Object.getPrototypeOf(tensor([1])) as object
    expect(() => { Object.assign(shared, { toString: () => 'forged' }) }).toThrow(TypeError)
  })

  test('reshape and note share numbers, which is safe, since nobody can write to them', () => {
    const x = tensor([[1, 2], [3, 4]])
    expect(equals(f32.note('x', x), x)).toBe(true)
    expect(toFlat(f32.reshape(x, [4]))).toEqual(toFlat(x))
  })
})

/** What a call gives, or the error that it throws. */
function attempt(call: () => unknown): unknown {
  try {
    return call()
  } catch (error) {
    return error
  }
}
