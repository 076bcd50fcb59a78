import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Json, parseJsonLines, showJsonLines } from '../../src/formats/json-lines.ts'
import { holds } from '../support/examples.ts'
import { read, refusal } from './outcome.ts'

test('every value comes back, one a line', () => {
  const values = fc.array(fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json), { maxLength: 5 })
  holds(fc.property(values, (rows) => {
    const text = showJsonLines(rows)
    expect(text.split('\n')).toHaveLength(rows.length + 1)
    expect(read(parseJsonLines('f', text))).toEqual(rows)
  }), 200)
})

test('lines of blanks, line ends of Windows and a last line without an end', () => {
  expect(read(parseJsonLines('f', '{"a":1}\r\n\n  \n[2]\n"x"'))).toEqual([{ a: 1 }, [2], 'x'])
  expect(read(parseJsonLines('f', ''))).toEqual([])
})

test.each([
  ['a line that is cut', '{"a":1}\n\n{"a":', 'line 3: it is not JSON ('],
  ['two values on a line', '1\n2 3\n', 'line 2: it is not JSON ('],
  ['NaN', 'NaN', 'line 1: it is not JSON ('],
])('%s is named', (_name, text, message) => {
  expect(refusal(parseJsonLines('metrics.jsonl', text))).toContain(`metrics.jsonl, ${message}`)
})

test('a name of a prototype does no harm', () => {
  expect(read(parseJsonLines('f', '{"__proto__":{"polluted":1}}'))).toHaveLength(1)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('deep nesting is read or refused, and throws nothing', () => {
  const outcome = parseJsonLines('f', `${'['.repeat(100_000)}${']'.repeat(100_000)}`)
  expect(['Left', 'Right']).toContain(outcome._tag)
  expect(parseJsonLines('f', '['.repeat(100_000))._tag).toBe('Left')
})
