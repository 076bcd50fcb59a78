/** What the cells of a column hold: how a value is read from text, and what is said of text that is none. */
export interface Cell<A> {
  readonly expected: string
  /** `undefined` for text that is not expected */
  readonly read: (text: string) => A | undefined
}

/** Decimal numbers only: `Number` would also take an empty text, hexadecimal digits and `Infinity`. */
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

const numberIn = (text: string): number => decimal.test(text) ? Number(text) : NaN

const between = (from: number, to: number): string =>
  from === -Infinity && to === Infinity ? '' : ` from ${from} to ${to}`

export interface Range {
  readonly from?: number
  readonly to?: number
}

/** A finite number, in a range where one is given. */
export const number = ({ from = -Infinity, to = Infinity }: Range = {}): Cell<number> => ({
  expected: `a finite number${between(from, to)}`,
  read: (text) => {
    const value = numberIn(text)
    return Number.isFinite(value) && value >= from && value <= to ? value : undefined
  },
})

/** A whole number that is exact, in a range where one is given. */
export const whole = ({ from = -Infinity, to = Infinity }: Range = {}): Cell<number> => ({
  expected: `a whole number${between(from, to)}`,
  read: (text) => {
    const value = numberIn(text)
    return Number.isSafeInteger(value) && value >= from && value <= to ? value : undefined
  },
})

/** Any text that is not empty. */
export const text: Cell<string> = { expected: 'a text', read: (found) => found === '' ? undefined : found }

/** One of these names; its value is the index of the name, as classes are numbered. */
export const category = (names: readonly string[]): Cell<number> => ({
  expected: `one of ${names.join(', ')}`,
  read: (found) => names.includes(found) ? names.indexOf(found) : undefined,
})
