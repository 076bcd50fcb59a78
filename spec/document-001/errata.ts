/** The mistakes of document 001, gathered from the rows of its numbers. */
import { type Mistake, meanings, mistakes } from './meanings.ts'
import { rightDigits, type Row } from './row.ts'
import { allRows } from './sections.ts'

/** One mistake: in how many printed numbers it is made, how many are wrong because of it, and where it stands first. */
interface Erratum {
  readonly mistake: Mistake
  readonly made: readonly Row[]
  readonly carried: readonly Row[]
}

const wrong = allRows.filter(({ verdict }) => verdict === 'mistaken' || verdict === 'not reproduced' || verdict === 'carried')

const errata: readonly Erratum[] = mistakes.map((mistake) => ({
  mistake,
  made: wrong.filter(({ worked }) => worked.made.includes(mistake)),
  carried: wrong.filter(({ worked }) => worked.carries.includes(mistake) && !worked.made.includes(mistake)),
}))

export const errataHeader = ['mistake', 'what is done', 'what is due', 'made in', 'carried by', 'first at', 'printed', 'right']

export const errataRows: readonly (readonly string[])[] = errata.map(({ mistake, made, carried }) => {
  const [first] = made
  if (first === undefined) throw new Error(`nothing is explained by ${mistake}`)
  return [
    mistake, meanings[mistake].done, meanings[mistake].due, String(made.length), String(carried.length),
    first.place, first.digits, rightDigits(first, first.rights.initialised),
  ]
})
