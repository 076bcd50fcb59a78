import { math } from '../../src/index.ts'
import { decimals } from '../print.ts'
import { type Mistake, mistakes } from './meanings.ts'

/**
 * A number that remembers how it was worked out: the expression as one would write it down, and the mistakes in it.
 * `made` are the mistakes of this very step, `carries` those of the numbers that went in.
 */
export interface Worked {
  readonly value: number
  readonly text: string
  readonly level: 'sum' | 'product' | 'atom'
  readonly made: readonly Mistake[]
  readonly carries: readonly Mistake[]
}

/** Each mistake once, in the order in which the document first makes it. */
export const unique = (names: readonly Mistake[]): readonly Mistake[] => mistakes.filter((name) => names.includes(name))

export const number = (text: string, carries: readonly Mistake[] = []): Worked =>
  ({ value: Number(text), text, level: 'atom', made: [], carries })

const from = (parts: readonly Worked[], value: number, text: string, level: Worked['level']): Worked => ({
  value, text, level,
  made: unique(parts.flatMap((part) => part.made)),
  carries: unique(parts.flatMap((part) => part.carries)),
})

const bracketed = (x: Worked): string => x.level === 'atom' ? x.text : `(${x.text})`
const factor = (x: Worked): string => x.level === 'sum' ? `(${x.text})` : x.text

export const plus = (...terms: readonly Worked[]): Worked =>
  from(terms, terms.reduce((total, term) => total + term.value, 0), terms.map((term) => term.text).join(' + '), 'sum')

export const minus = (a: Worked, b: Worked): Worked => from([a, b], a.value - b.value, `${a.text} - ${factor(b)}`, 'sum')

export const times = (...factors: readonly Worked[]): Worked =>
  from(factors, factors.reduce((product, x) => product * x.value, 1), factors.map(factor).join(' * '), 'product')

export const over = (a: Worked, b: Worked): Worked => from([a, b], a.value / b.value, `${factor(a)} / ${bracketed(b)}`, 'product')

export const squared = (x: Worked): Worked => from([x], x.value * x.value, `${bracketed(x)}^2`, 'atom')

export const negative = (x: Worked): Worked => from([x], -x.value, `-${bracketed(x)}`, 'product')

export const exponential = (x: Worked): Worked => from([x], math.exp(x.value), `e^${bracketed(x)}`, 'atom')

export const sigmoid = (x: Worked): Worked => from([x], math.sigmoid(x.value), `Sigmoid(${x.text})`, 'atom')

/** The logarithm of calculators' `log` key. */
export const log10 = (x: Worked): Worked => from([x], math.log(x.value) / math.log(10), `log10(${x.text})`, 'atom')

export const maximum = (a: Worked, b: Worked): Worked => from([a, b], Math.max(a.value, b.value), `max(${a.text}, ${b.text})`, 'atom')

/** Written down with so many decimals, and worked on from there: its mistakes are those of an earlier step now. */
export const noted = (x: Worked, digits: number): Worked => number(decimals(x.value, digits), unique([...x.made, ...x.carries]))

/** A number that is referred to by its place. */
export const called = (name: string, x: Worked): Worked => ({ ...x, text: name })

/** The same number with a name for what is wrong in the step that made it. */
export const mistaken = (name: Mistake, x: Worked): Worked => ({ ...x, made: unique([...x.made, name]) })

export const one = number('1')
