import { misuse, requireThat } from '../misuse.ts'
import { hostTensor } from '../tensor/host.ts'
import type { FixedSize, Ids } from '../tensor.ts'
import { dataset, type Dataset } from './dataset.ts'

/** The characters that a text is made of; a character's number is its place here. */
export type Alphabet = readonly string[]

/** Every character of a text once, in the order of their code points, so that it does not depend on where they stand. */
export const alphabetOf = (text: string): Alphabet => [...new Set(text)].sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0))

/** The numbers of a text's characters. Throws `Misuse` for a character that the alphabet does not have. */
export const encodeCharacters = (alphabet: Alphabet, text: string): readonly number[] => {
  const numbers = new Map(alphabet.map((character, i) => [character, i]))
  return [...text].map((character) => numbers.get(character) ?? misuse('encodeCharacters', `${JSON.stringify(character)} is not in the alphabet`))
}

/** The text of characters' numbers. Throws `Misuse` for a number that no character has. */
export const decodeCharacters = (alphabet: Alphabet, numbers: readonly number[]): string =>
  numbers.map((i) => alphabet[i] ?? misuse('decodeCharacters', `${i} is not one of 0 to ${alphabet.length - 1}`)).join('')

/** A text for a network that says the next character: each example is some characters, its labels are those one further on. */
export interface CharacterWindows<T extends number> {
  readonly alphabet: Alphabet
  readonly dataset: Dataset<readonly [T], readonly [T], 'i32', 'i32'>
}

/**
 * A text cut into windows of `length` characters that follow one another without overlap; what is left at the end is not used.
 * Throws `Misuse` for a text of fewer than `length` + 1 characters, or with one that a given alphabet does not have.
 */
export const characterWindows = <const T extends number>(
  text: string, { length, alphabet = alphabetOf(text) }: { readonly length: T & FixedSize<T>; readonly alphabet?: Alphabet },
): CharacterWindows<T> => {
  const [numbers, size]: readonly [readonly number[], number] = [encodeCharacters(alphabet, text), length]
  requireThat(Number.isSafeInteger(size) && size > 0, 'characterWindows', () => `length ${size} is not a whole number above 0`)
  const count = Math.floor((numbers.length - 1) / size)
  requireThat(count > 0, 'characterWindows', () => `a text of ${numbers.length} characters has no window of ${size} with a character after it`)
  const shape: readonly [number, T] = [count, length]
  const from = (start: number): Ids<readonly [number, T]> => hostTensor(shape, 'i32', Int32Array.from(numbers.slice(start, start + count * size)))
  return { alphabet, dataset: dataset<number, readonly [T], readonly [T], 'i32', 'i32'>(from(0), from(1)) }
}
