const grouped = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+$)/g, ',')

const withSign = (x: number, size: string): string => x < 0 ? `\u2212${size}` : size

const trimmed = (digits: string): string => digits.includes('.') ? digits.replace(/0+$/, '').replace(/\.$/, '') : digits

const withExponent = (x: number): string => {
  const [digits = '', exponent = ''] = x.toExponential(3).split('e')
  return `${trimmed(digits)}e${exponent.replace('+', '').replace('-', '\u2212')}`
}

const sizeOf = (x: number): string => {
  if (Number.isInteger(x) && x < 1e15) return grouped(String(x))
  return x >= 1e-4 && x < 1e6 ? trimmed(x.toPrecision(Math.max(4, String(Math.floor(x)).length))) : withExponent(x)
}

/** A number for a reader: four digits, whole numbers in full with commas, a real minus sign. */
export const shown = (x: number): string => {
  if (Number.isNaN(x)) return 'NaN'
  return Number.isFinite(x) ? withSign(x, sizeOf(Math.abs(x))) : withSign(x, '\u221E')
}

/** The same in little room: a whole number from a million on has an exponent too. */
export const brief = (x: number): string => Number.isFinite(x) && Math.abs(x) >= 1e6 ? withSign(x, withExponent(Math.abs(x))) : shown(x)

/** A share from 0 to 1 in percent: one decimal. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

/** `1 step`, `1,320 steps`. */
export const counted = (count: number, noun: string): string => `${shown(count)} ${noun}${count === 1 ? '' : 's'}`

/** The nearest of 1, 2, 5, 10, 20, … times a power of ten that is no more (`below`) or no less (`above`) than x > 0. */
export const roundTo = (side: 'below' | 'above', x: number): number => {
  const [mantissa, exponent] = x.toExponential().split('e').map(Number)
  const fits = (m: number): boolean => side === 'below' ? m <= (mantissa ?? 1) : m >= (mantissa ?? 1)
  const steps = side === 'below' ? [5, 2, 1] : [1, 2, 5, 10]
  return Number(`${steps.find(fits) ?? 1}e${exponent ?? 0}`)
}

/** The sum, upward. */
export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** The smallest and the largest finite number; `undefined` where there is none. */
export const range = (values: readonly number[]): readonly [smallest: number, largest: number] | undefined => {
  const finite = values.filter(Number.isFinite)
  return finite.length === 0 ? undefined : [finite.reduce((a, b) => Math.min(a, b)), finite.reduce((a, b) => Math.max(a, b))]
}
