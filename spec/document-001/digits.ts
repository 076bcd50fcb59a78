import { decimals } from '../print.ts'

export const placesOf = (digits: string): number => digits.split('.')[1]?.length ?? 0

/** Cut off after so many decimals. The nudge keeps 0.29 from becoming 0.28 because 29 is 28.999999999999996 hundredths. */
const cut = (x: number, places: number): string => {
  const unit = Number(`1e${places}`)
  return decimals(Math.sign(x) * Math.floor(Math.abs(x) * unit + 1e-6) / unit, places)
}

/** A number beside one that is printed with so many decimals: two more, unless it has no more. */
export const beside = (x: number, places: number): string =>
  decimals(x, Math.abs(x - Number(decimals(x, places))) < 1e-12 ? places : places + 2)

/** How printed digits come from a value: as it is, rounded, or cut off; `undefined` when they do not. */
export type Shortened = 'exact' | 'rounded' | 'cut'

export const shortened = (value: number, digits: string): Shortened | undefined => {
  const [places, printed] = [placesOf(digits), Number(digits)]
  return Math.abs(value - printed) < 1e-12 ? 'exact'
    : Number(decimals(value, places)) === printed ? 'rounded'
    : Number(cut(value, places)) === printed ? 'cut'
    : undefined
}

/** Slips of the pen: the digits that were meant, the digits that are printed, and what happened to them. */
export type Slip = 'two neighbouring digits exchanged' | 'one digit replaced'

/** The slip that turns the value, rounded to as many decimals, into the printed digits. */
export const slip = (value: number, digits: string): Slip | undefined => {
  const meant = [...decimals(value, placesOf(digits))]
  const printed = [...digits]
  const wrong = meant.flatMap((digit, i) => digit === printed[i] ? [] : [i])
  const [first = -1, second = -1] = wrong
  return meant.length !== printed.length ? undefined
    : wrong.length === 1 ? 'one digit replaced'
    : wrong.length === 2 && second === first + 1 && meant[first] === printed[second] && meant[second] === printed[first]
      ? 'two neighbouring digits exchanged'
    : undefined
}
