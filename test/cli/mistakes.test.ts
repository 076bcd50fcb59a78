import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type Ended, pullback } from './run-command.ts'

const shipped = gunzipSync(readFileSync(fileURLToPath(new URL('../../src/data/digits.csv.gz', import.meta.url)))).toString('utf8')

/** A file in a folder of its own, so that what a command leaves behind is seen. */
const fileWith = (name: string, content: string | Uint8Array): string => {
  const folder = mkdtempSync(join(tmpdir(), 'pullback-'))
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const changed = (line: number, change: (cells: string[]) => string[]): string =>
  shipped.split('\n').map((row, i) => i === line - 1 ? change(row.split(',')).join(',') : row).join('\n')

const expectMistake = ({ code, err }: Ended, ...parts: readonly string[]): void => {
  expect(code).toBe(2)
  parts.forEach((part) => { expect(err).toContain(part) })
  expect(err).not.toMatch(/\n\s+at .*:\d+/)
}

describe('a mistake gives one clear error, no stack trace and exit code 2', () => {
  test.each([
    ['an unknown command', ['trian'], ["unknown command 'trian'", 'Did you mean train?']],
    ['an unknown option', ['train', '--epoch', '3'], ["unknown option '--epoch'"]],
    ['an unknown example', ['compare', 'mazurr'], ['there is no example "mazurr"', 'mazur, document-000, document-001']],
    ['an unknown example to explain', ['explain', 'x'], ['there is no example "x"']],
    ['a missing argument', ['explain'], ["missing required argument 'example'"]],
    ['a negative learning rate', ['train', '--learning-rate', '-1'], ['--learning-rate', 'finite number from 0 upward']],
    ['a learning rate that is no number', ['train', '--learning-rate', 'NaN'], ['finite number from 0 upward']],
    ['no epochs', ['train', '--epochs', '0'], ['whole number from 1 upward']],
    ['a seed with a fraction', ['train', '--seed', '1.5'], ['whole number from 0 upward']],
    ['a file that is not there', ['train', '--data', 'no/such.csv'], ['no/such.csv: there is no such file']],
    ['a folder', ['train', '--data', 'src'], ['src: this is a folder, not a file']],
  ])('%s', (_name, words, parts) => {
    expectMistake(pullback(...words), ...parts)
  })

  test.each([
    ['a letter in a cell', changed(12, (cells) => cells.map((cell, i) => i === 2 ? 'x' : cell)), ['line 12, column 3', '"x" is not a grey value']],
    ['a letter below empty lines', `\n\n${changed(12, (cells) => cells.map((cell, i) => i === 2 ? 'x' : cell))}`, ['line 14, column 3']],
    ['an empty cell', changed(5, (cells) => cells.map((cell, i) => i === 0 ? '' : cell)), ['line 5, column 1', '"" is not a grey value']],
    ['a grey value out of range', changed(7, (cells) => cells.map((cell, i) => i === 63 ? '17' : cell)), ['line 7, column 64', '"17"', '0 to 16']],
    ['a digit out of range', changed(7, (cells) => cells.map((cell, i) => i === 64 ? '10' : cell)), ['line 7, column 65', '"10" is not a digit']],
    ['a missing column', changed(1797, (cells) => cells.slice(1)), ['line 1797', 'it has 64 columns, 65 are expected']],
    ['an unclosed quote', `"${shipped}`, ['it is not CSV']],
    ['no rows', '\n\n', ['it has no rows']],
    ['too few rows', shipped.split('\n').slice(0, 50).join('\n'), ['it has 50 digits, at least 392 are needed']],
  ])('%s', (_name, content, parts) => {
    const file = fileWith('digits.csv', content)
    expectMistake(pullback('train', '--data', file), file, ...parts)
    expect(readdirSync(join(file, '..'))).toEqual(['digits.csv'])
  })

  test('a .gz that is not whole', () => {
    const file = fileWith('digits.csv.gz', readFileSync(fileURLToPath(new URL('../../src/data/digits.csv.gz', import.meta.url))).subarray(0, 20000))
    expectMistake(pullback('train', '--data', file), 'it ends in .gz but is not a whole gzip file')
  })
})
