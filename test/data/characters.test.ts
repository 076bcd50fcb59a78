import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  alphabetOf, characterWindows, countOf, type Dataset, decodeCharacters, Either, encodeCharacters, Misuse, toNested,
} from '../../src/index.ts'
import { readCharacterWindows } from '../../src/node.ts'

describe('characters as numbers', () => {
  test('an alphabet is in the order of code points, whatever the text begins with, and beyond 16 bits', () => {
    expect(alphabetOf('hello world')).toEqual([' ', 'd', 'e', 'h', 'l', 'o', 'r', 'w'])
    expect(alphabetOf('dlrow olleh')).toEqual(alphabetOf('hello world'))
    expect(alphabetOf('a😀é')).toEqual(['a', 'é', '😀'])
  })

  test('there and back is the text', () => {
    const text = 'Shall I compare thee\nto a summer’s day? 😀'
    const alphabet = alphabetOf(text)
    expect(decodeCharacters(alphabet, encodeCharacters(alphabet, text))).toBe(text)
  })

  test('what is not in the alphabet is refused', () => {
    expect(() => encodeCharacters(['a'], 'ab')).toThrow(new Misuse('encodeCharacters', '"b" is not in the alphabet'))
    expect(() => decodeCharacters(['a'], [1])).toThrow(new Misuse('decodeCharacters', '1 is not one of 0 to 0'))
  })
})

describe('windows', () => {
  test('labels are the characters one further on, and what is left over is not used', () => {
    const { alphabet, dataset } = characterWindows('abcdefgh', { length: 3 })
    expectTypeOf(dataset).toEqualTypeOf<Dataset<readonly [3], readonly [3], 'i32', 'i32'>>()
    const texts = (rows: readonly (readonly number[])[]) => rows.map((row) => decodeCharacters(alphabet, row))
    expect(texts(toNested(dataset.x))).toEqual(['abc', 'def'])
    expect(texts(toNested(dataset.labels))).toEqual(['bcd', 'efg'])
  })

  test('a last window needs a character after it', () => {
    expect(countOf(characterWindows('abcdef', { length: 3 }).dataset)).toBe(1)
    expect(countOf(characterWindows('abcdefg', { length: 3 }).dataset)).toBe(2)
    expect(() => characterWindows('abc', { length: 3 })).toThrow('a text of 3 characters has no window of 3 with a character after it')
  })
})

describe('text files', () => {
  test('the sonnets that are shipped: 36,940 characters, 59 of them different', async () => {
    const read = await readCharacterWindows('src/data/sonnets.txt', { length: 64 })()
    if (Either.isLeft(read)) throw new Error(read.left.reason)
    const { alphabet, dataset } = read.right
    expect([alphabet.length, countOf(dataset)]).toEqual([59, Math.floor(36_939 / 64)])
    expect(decodeCharacters(alphabet, toNested(dataset.x)[0] ?? [])).toBe('From fairest creatures we desire increase,\nThat thereby beauty\'s')
  })

  test('one that is too short is an error with its place in the world', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'pullback-')), 'short.txt')
    writeFileSync(file, 'abc')
    expect(await readCharacterWindows(file, { length: 8 })()).toEqual(Either.left({
      file, reason: 'it has 3 characters, at least 9 are needed', remedy: 'Give a longer text',
    }))
  })
})
