import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f32, f64, hashTree, Misuse, type Ops, precisionOf, type Tensor, tensor, toFlat } from '../../src/index.ts'
import { storageOf } from '../../src/tensor/host.ts'
import { holds } from '../support/examples.ts'
import { primitives } from './primitives.ts'
import { asSeen, toTensor } from './reference/plain.ts'

/** Primitives that give their operand as it is, and read nothing. */
const readNothing = ['note', 'stopGradient']

/** Primitives that read no real numbers. */
const readNoReals = ['fill', 'iota', 'not', 'and', 'or', 'foldIn', 'randomBits', 'unitFromBits', ...readNothing]

/** Primitives whose result may share numbers with its operand, for neither can be written to. */
const mayShare = ['reshape', ...readNothing]

describe.each(Object.entries(primitives))('%s', (operation, uses) => {
  test('changes no operand, and shares numbers with none', () => {
    holds(fc.property(uses, ({ operands, call }) => {
      for (const [precision, ops] of [['f32', f32], ['f64', f64]] as const) {
        const tensors = operands.map((x) => toTensor(x, precision))
        const before = hashTree(tensors)
        const result = call(ops, ...tensors)
        expect(hashTree(tensors)).toBe(before)
        expect(Object.isFrozen(result)).toBe(true)
        expect(Object.isFrozen(result.shape)).toBe(true)
        if (mayShare.includes(operation)) continue
        const shared = tensors.some((x) => storageOf('test', x).buffer === storageOf('test', result).buffer)
        expect(shared).toBe(false)
      }
    }), 15)
  })

  test('the f64 engine takes f32 operands as they are', () => {
    holds(fc.property(uses, ({ operands, call }) => {
      const narrow = operands.map((x) => toTensor(x, 'f32'))
      const wide = operands.map((x, i) => toTensor({ ...x, numbers: toFlat(narrow[i] as Tensor) }, 'f64'))
      const given = call(f64, ...narrow)
      if (!readNothing.includes(operation)) expect(asSeen(given)).toEqual(asSeen(call(f64, ...wide)))
    }), 15)
  })
})

describe.each(Object.entries(primitives).filter(([operation]) => !readNoReals.includes(operation)))('%s', (_operation, uses) => {
  test('the f32 engine refuses an f64 operand, and says what to do', () => {
    holds(fc.property(uses.filter(({ operands }) => operands.some(({ dtype }) => dtype === 'float')), ({ operands, call }) => {
      const wide = operands.map((x) => toTensor(x, 'f64'))
      expect(() => call(f32, ...wide)).toThrow(/^\w+: an f64 tensor \[.*\] came to the f32 engine; round it with toPrecision first$/)
    }), 10)
  })
})

test('a tensor of another engine is refused by name', () => {
  const stranger = { shape: [2], dtype: 'float' } as unknown as Tensor
  const adds = (ops: Ops) => (): Tensor => ops.add(tensor([1, 2]), stranger)
  expect(adds(f32)).toThrow(Misuse)
  expect(adds(f64)).toThrow('add: a [2] tensor of another engine has no numbers here')
  expect(() => precisionOf(stranger)).toThrow(Misuse)
})
