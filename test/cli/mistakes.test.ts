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
    ['an unknown option', ['train', '--sed', '3'], ["unknown option '--sed'", '--seed']],
    ['an unknown example', ['compare', 'mazurr'], ['mazurr: there is no such example or experiment', 'Give one of digits, iris', 'mazur, document-000, document-001']],
    ['an unknown example to explain', ['explain', 'x'], ['x: there is no such example or experiment']],
    ['an unknown layer', ['layers', '--only', 'dens'], ['dens: there is no such layer', 'There are dense, linear, relu']],
    ['a missing argument', ['explain'], ["missing required argument 'what'"]],
    ['an unknown experiment', ['train', 'x'], ['x: there is no such experiment', 'Give one of digits, iris, mnist, lenet, or the path of a module']],
    ['a module that is not there', ['train', 'no/such.ts'], ['no/such.ts', 'there is no such file']],
    ['a setting that there is not', ['train', '--set', 'epoch=3'], ['--set epoch=3: there is no setting "epoch"', 'learningRate=0.5, epochs=30']],
    ['a setting that is no number', ['train', '--set', 'epochs=many'], ['"many" is not a number']],
    ['a setting without a value', ['train', '--set', 'epochs'], ['it is not name=value']],
    ['an engine that there is not', ['train', '--engine', 'gpu'], ['Allowed choices are compiled, eager']],
    ['no threads', ['train', '--threads', '0'], ['whole number from 1 upward']],
    ['a mark that is none', ['train', '--require', 'accuracy'], ['metric>=number']],
    ['a seed with a fraction', ['train', '--seed', '1.5'], ['whole number from 0 upward']],
    ['a file that is not there', ['train', '--set', 'data=no/such.csv'], ['no/such.csv: there is no such file']],
    ['a folder', ['train', '--set', 'data=src'], ['src: this is a folder, not a file']],
    ['a folder without a run', ['resume', 'src'], ['src/run.json: there is no such file']],
    ['a receipt that is none', ['replay', 'package.json'], ['package.json', 'Invalid']],
    ['a checkpoint that is none', ['inspect', 'README.safetensors'], ['README.safetensors', 'there is no such file']],
    ['a conversion that there is not', ['convert', 'a.npz', 'b.csv'], ['b.csv: nothing converts a.npz to it']],
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
    expectMistake(pullback('train', '--set', `data=${file}`), file, ...parts)
    expect(readdirSync(join(file, '..'))).toEqual(['digits.csv'])
  })

  test('a .gz that is not whole', () => {
    const file = fileWith('digits.csv.gz', readFileSync(fileURLToPath(new URL('../../src/data/digits.csv.gz', import.meta.url))).subarray(0, 20000))
    expectMistake(pullback('train', '--set', `data=${file}`), 'it ends in .gz but is not a whole gzip file')
  })
})
