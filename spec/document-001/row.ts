import { decimals } from '../print.ts'
import { beside, placesOf, shortened, slip, type Slip } from './digits.ts'
import { right, type Right } from './right.ts'
import type { Printed } from './transcribe.ts'
import { number, unique, type Worked } from './worked.ts'

/**
 * What is to be said of a printed number.
 *
 * given: a choice of the document. right: the right number, rounded or cut to the printed digits. rounded: a right step on
 * inputs that were rounded. carried: a right step on inputs that were mistaken. mistaken: the step itself is mistaken, and
 * the mistake reproduces the digits. not reproduced: one digit differs from the computation, and no other one was found.
 */
export type Verdict = 'given' | 'right' | 'rounded' | 'carried' | 'mistaken' | 'not reproduced'

/** The right number with the network as initialised, and with the matrix of the Layer-1 example. */
interface Rights {
  readonly initialised: number
  readonly variant: number
}

/** A printed number with everything known of it. `known` is the number as printed, for the steps that use it. */
export interface Row extends Printed {
  readonly rights: Rights
  readonly worked: Worked
  readonly verdict: Verdict
  readonly explanation: string
  readonly known: Worked
}

export const rightOf = (pick: (r: Right) => number): Rights => ({ initialised: pick(right.initialised), variant: pick(right.variant) })

const make = (printed: Printed, rights: Rights, worked: Worked, verdict: Verdict, explanation: string): Row => ({
  ...printed, rights, worked, verdict, explanation,
  known: number(printed.digits, verdict === 'right' || verdict === 'given' ? [] : unique([...worked.made, ...worked.carries])),
})

const fail = (printed: Printed, worked: Worked, what: string): never => {
  throw new Error(`${printed.place}: ${what}; ${worked.text} = ${worked.value} against ${printed.digits}`)
}

/** A number that the document chooses. */
export const given = (printed: Printed, pick: (r: Right) => number): Row => {
  const worked = number(printed.digits)
  const rights = rightOf(pick)
  return shortened(rights.initialised, printed.digits) === 'exact' ? make(printed, rights, worked, 'given', 'given')
    : fail(printed, worked, 'not what the network was given')
}

const verdictOf = (printed: Printed, rights: Rights, worked: Worked): Verdict =>
  shortened(rights.initialised, printed.digits) !== undefined ? 'right'
  : worked.made.length > 0 ? 'mistaken'
  : worked.carries.length > 0 ? 'carried'
  : 'rounded'

const result = (worked: Worked, digits: string): string =>
  worked.text === decimals(worked.value, placesOf(worked.text)) ? worked.text
  : `${worked.text} = ${beside(worked.value, placesOf(digits))}`

const remarks = (verdict: Verdict, worked: Worked): readonly string[] => verdict === 'right' ? [] : [
  ...(worked.made.length > 0 ? [`mistake: ${worked.made.join(', ')}`] : []),
  ...(worked.carries.length > 0 ? [`carries ${worked.carries.join(', ')}`] : []),
]

/** A number that the document works out. Throws unless the working gives the printed digits. */
export const computed = (printed: Printed, rights: Rights, worked: Worked, note?: string): Row => {
  const how = shortened(worked.value, printed.digits) ?? fail(printed, worked, 'not reproduced')
  const verdict = verdictOf(printed, rights, worked)
  return make(printed, rights, worked, verdict, [
    result(worked, printed.digits) + (how === 'exact' ? '' : `, ${how}`), ...remarks(verdict, worked), ...(note === undefined ? [] : [note]),
  ].join('; '))
}

/** A number that is worked out and then written down wrongly. Throws unless the slip is the one named. */
export const slipped = (printed: Printed, rights: Rights, worked: Worked, expected: Slip, note?: string): Row => {
  const found = slip(worked.value, printed.digits) ?? fail(printed, worked, 'no slip of the pen')
  return found !== expected ? fail(printed, worked, found)
    : make(printed, rights, worked, found === 'one digit replaced' ? 'not reproduced' : 'mistaken', [
      `${result(worked, printed.digits)}, ${found} in print`, ...remarks('mistaken', worked), ...(note === undefined ? [] : [note]),
    ].join('; '))
}

/** A number printed before, perhaps with fewer digits. */
export const copied = (printed: Printed, of: Row): Row => {
  const how = shortened(of.known.value, printed.digits) ?? fail(printed, of.known, 'not the number that it repeats')
  const verdict = of.verdict === 'given' ? 'given' : verdictOf(printed, of.rights, of.known)
  return make(printed, of.rights, of.known, verdict, `copy of ${of.place}` + (how === 'exact' ? '' : ` = ${of.digits}, ${how}`))
}

/** A right number beside a printed one: two decimals more, unless it has no more. */
export const rightDigits = ({ digits }: Printed, value: number): string => beside(value, placesOf(digits))
