import { describe, expect, expectTypeOf, test } from 'vitest'
import { f32, fromFlat, Misuse, type Ops, tensor, type Tensor, trace } from '../../../src/index.ts'
import { parameters } from '../../../src/engines/trace/parameters.ts'
import { obeysTheContract } from '../contract.ts'
import { misuses } from '../misuses.ts'
import { messageOf, throughGraphs } from './traced.ts'

obeysTheContract('traced', throughGraphs, 'f32', 60)

describe('a traced function says to a wrong call what the eager engine says', () => {
  test.each(Object.entries(misuses))('%s', (operation, calls) => {
    for (const [call, message] of calls) {
      const traced = (): unknown => trace((ops) => () => call(ops) as Tensor, [])
      expect(messageOf(traced)).toBe(message)
      expect(traced).toThrow(expect.objectContaining({ operation, place: [] }) as Misuse)
    }
  })

  test.each(Object.entries(misuses))('%s, with tensors that are arguments', (_operation, calls) => {
    for (const [call, message] of calls) expect(messageOf(() => call(throughGraphs))).toBe(message)
  })

  test('f64 numbers, and what is no tensor', () => {
    const wide = tensor([1, 2], { precision: 'f64' })
    const calls: readonly ((ops: Ops) => Tensor)[] = [
      (ops) => ops.neg(wide), (ops) => ops.reshape(wide, [2, 1]), (ops) => ops.matmul(fromFlat([1, 2], [1, 2]), ops.reshape(wide, [2, 1])),
      (ops) => ops.neg([1, 2] as never), (ops) => ops.foldIn(5 as never, 1), (ops) => ops.add(tensor([1, 2]), { shape: [2], dtype: 'float' } as never),
      (ops) => ops.scan(1, [[1] as never], [], (carry) => [carry, []])[0][0]!, (ops) => ops.scan(2, [], [5 as never], () => [[], []])[0][0]!,
      (ops) => ops.scan(2, [], [wide], () => [[], []])[0][0]!,
    ]
    for (const call of calls) {
      expect(messageOf(() => trace((ops) => () => call(ops), []))).toBe(messageOf(() => call(f32)))
      expect(messageOf(() => call(f32))).not.toBe('no misuse')
    }
  })
})

describe('the table of parameters', () => {
  test('has a row for every primitive', () => {
    expect([...Object.keys(parameters), 'note', 'scan', 'stopGradient'].sort()).toEqual(Object.keys(f32).sort())
  })

  test('does not compile with a row of another length or another kind', () => {
    expectTypeOf<readonly ['tensor']>().not.toExtend<(typeof parameters)['add']>()
    expectTypeOf<readonly ['tensor', 'tensor', 'tensor']>().not.toExtend<(typeof parameters)['add']>()
    expectTypeOf<readonly ['tensor', 'shape']>().not.toExtend<(typeof parameters)['add']>()
    expectTypeOf<readonly ['tensor', 'shape']>().not.toExtend<(typeof parameters)['sum']>()
    expectTypeOf<readonly ['tensor', 'window', 'shape']>().not.toExtend<(typeof parameters)['pad']>()
    expectTypeOf<readonly ['tensors', 'shape', 'shape']>().not.toExtend<(typeof parameters)['concat']>()
    expectTypeOf<readonly ['tensor', 'tensor']>().toExtend<(typeof parameters)['add']>()
  })
})
