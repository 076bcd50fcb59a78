import { describe, expect, test } from 'vitest'
import { f32, f64, Misuse, type Ops } from '../../src/index.ts'
import { misuses } from './misuses.ts'

const caught = (call: () => unknown): unknown => {
  try {
    return call()
  } catch (error) {
    return error
  }
}

test('the table covers every primitive', () => {
  expect(Object.keys({ ...misuses, note: [], stopGradient: [] }).sort()).toEqual(Object.keys(f32).sort())
})

describe.each([['f32', f32], ['f64', f64]] as const)('what the %s engine says to a wrong call', (_name, ops: Ops) => {
  test.each(Object.entries(misuses))('%s', (operation, calls) => {
    const errors = calls.map(([call]) => caught(() => call(ops)))
    expect(errors.map((error) => error instanceof Error ? error.message : String(error))).toEqual(calls.map(([, message]) => message))
    for (const error of errors) {
      expect(error).toBeInstanceOf(Misuse)
      expect((error as Misuse).operation).toBe(operation)
      expect((error as Misuse).place).toEqual([])
    }
  })
})
