import { afterEach, expect, test, vi } from 'vitest'
import { quietly } from '../../../compare/tensorflow/quiet.ts'

afterEach(() => { vi.restoreAllMocks() })

test("TensorFlow.js's own noise is not printed, everything else is, and the console is the same afterwards", () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const before = [console.warn, console.log]
  const result = quietly(() => {
    console.warn('\n====\nHi, looks like you are running TensorFlow.js in Node.js. To speed things up\n====')
    console.warn("The kernel 'Add' for backend 'cpu' is already registered")
    console.warn('cpu backend was already registered. Reusing existing backend factory.')
    console.warn('Platform node has already been set. Overwriting the platform with node.')
    console.warn('a warning of %s own', 'my')
    console.log('a line of my own', 1)
    return 'done'
  })
  expect(result).toBe('done')
  expect(warn.mock.calls).toEqual([['a warning of %s own', 'my']])
  expect(log.mock.calls).toEqual([['a line of my own', 1]])
  expect([console.warn, console.log]).toEqual(before)
})

test('the console is the same after an error too', () => {
  const before = console.warn
  expect(() => quietly(() => { throw new Error('on purpose') })).toThrow('on purpose')
  expect(console.warn).toBe(before)
})
