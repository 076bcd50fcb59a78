import { describe, expect, expectTypeOf, test } from 'vitest'
import { category, number, text, whole } from '../../src/formats/csv-cell.ts'
import { parseNumbers, parseTable } from '../../src/formats/csv.ts'
import { read, refusal } from './outcome.ts'

const flowers = 'length,width,species\n5.1,3.5,setosa\n 7 , 3.2,"versicolor"\n\n6.3,3.3,virginica\n'
const species = category(['setosa', 'versicolor', 'virginica'])

describe('parseTable', () => {
  test('columns by name, and what they hold', () => {
    const rows = read(parseTable('f', flowers, { columns: { length: { holds: number() }, kind: { at: 'species', holds: species } } }))
    expectTypeOf(rows).toEqualTypeOf<readonly { readonly length: number; readonly kind: number }[]>()
    expect(rows).toEqual([{ length: 5.1, kind: 0 }, { length: 7, kind: 1 }, { length: 6.3, kind: 2 }])
  })

  test('columns by number, without a header, with another separator', () => {
    const rows = read(parseTable('f', '1;a\n2;"b;c"\n', { columns: { n: { at: 1, holds: whole() }, t: { at: 2, holds: text } }, header: false, separator: ';' }))
    expectTypeOf(rows).toEqualTypeOf<readonly { readonly n: number; readonly t: string }[]>()
    expect(rows).toEqual([{ n: 1, t: 'a' }, { n: 2, t: 'b;c' }])
  })

  test('a byte order mark, line ends of Windows and line breaks in quotes', () => {
    expect(read(parseTable('f', '\ufeffa,b\r\n1,"x\ny"\r\n', { columns: { a: { holds: whole() }, b: { holds: text } } }))).toEqual([{ a: 1, b: 'x\ny' }])
  })

  test('a header alone is a table without rows; a name of a prototype is a name', () => {
    expect(read(parseTable('f', 'a,b\n', { columns: { a: { holds: text } } }))).toEqual([])
    const [row] = read(parseTable('f', '__proto__\n1\n', { columns: { x: { at: '__proto__', holds: whole() } } }))
    expect(row).toEqual({ x: 1 })
  })

  test.each([
    ['1', 1], ['-1.5', -1.5], ['+2', 2], ['.5', 0.5], ['3.', 3], ['1e-3', 0.001], ['1E5', 1e5], ['-0', -0],
  ])('the number %s', (cell, value) => {
    expect(number().read(cell)).toBe(value)
  })

  test.each(['', ' ', 'x', '0x10', '1_000', 'NaN', 'Infinity', '1e999', '1,5', '--1', '1e', '.'])('%j is no number', (cell) => {
    expect(number().read(cell)).toBeUndefined()
    expect(whole().read(cell)).toBeUndefined()
  })

  test.each(['1.5', '9007199254740993', '1e300'])('%j is no whole number that is exact', (cell) => {
    expect(whole().read(cell)).toBeUndefined()
  })

  const columns = { length: { holds: number({ from: 0, to: 10 }) }, species: { holds: species } }
  test.each([
    ['a letter', flowers.replace('3.5', 'x').replace('5.1', 'five'), 'line 2, column 1: "five" is not a finite number from 0 to 10'],
    ['a number out of range', flowers.replace('6.3', '11'), 'line 5, column 1: "11" is not a finite number from 0 to 10'],
    ['an empty cell', flowers.replace('6.3', ''), 'line 5, column 1: "" is not a finite number'],
    ['an unknown name', flowers.replace('virginica', 'Virginica'), 'line 5, column 3: "Virginica" is not one of setosa, versicolor, virginica'],
    ['a name of a prototype', flowers.replace('virginica', 'toString'), '"toString" is not one of'],
    ['a cell too many', flowers.replace('6.3', '6.3,1'), 'line 5: it has 4 columns, 3 are expected'],
    ['a cell too few', flowers.replace('6.3,', ''), 'line 5: it has 2 columns, 3 are expected'],
    ['an open quote', flowers.replace('versicolor"', 'versicolor'), 'it is not CSV ('],
    ['no rows', '\n\n', 'it has no rows'],
    ['a missing column', flowers.replace('length', 'len'), 'there is no column "length"; there are "len", "width", "species"'],
    ['a column twice', flowers.replace('width', 'length'), 'there are two columns "length"'],
  ])('%s is refused', (_name, content, message) => {
    expect(refusal(parseTable('iris.csv', content, { columns }))).toMatch(/^iris\.csv[,:] /)
    expect(refusal(parseTable('iris.csv', content, { columns }))).toContain(message)
  })

  test('a column that is not there', () => {
    const ask = (at: string | number) => refusal(parseTable('f', '1,2\n', { columns: { x: { at, holds: number() } }, header: false }))
    for (const at of [0, 3, 1.5, -1]) expect(ask(at)).toContain(`there is no column ${at}, there are 2`)
    expect(ask('a')).toContain('column "a" is asked for by name, and the file is read without a header')
  })
})

test('parseNumbers: rows of whole numbers in their ranges', () => {
  const columns = [{ name: 'grey value', from: 0, to: 16 }, { name: 'digit', from: 0, to: 9 }]
  expect(read(parseNumbers('f', '16,0\n3, 9\n', columns))).toEqual([[16, 0], [3, 9]])
  expect(refusal(parseNumbers('f', '1,2\n3,10\n', columns))).toContain('f, line 2, column 2: "10" is not a digit (a whole number from 0 to 9)')
  expect(refusal(parseNumbers('f', '1,2,3\n', columns))).toContain('f, line 1: it has 3 columns, 2 are expected')
})
