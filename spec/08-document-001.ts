/** Document 001 set right: every number that it prints, every formula that does not hold, and what should stand there. */
import { backwardFormulas } from './document-001/formulas-backward.ts'
import { forwardFormulas } from './document-001/formulas-forward.ts'
import { errataHeader, errataRows } from './document-001/errata.ts'
import { right, type Right } from './document-001/right.ts'
import { rightDigits, type Row, type Verdict } from './document-001/row.ts'
import { allRows, sections } from './document-001/sections.ts'
import { decimals, heading, paragraph, table } from './print.ts'

heading('Document 001: three layers of three, worked by hand')

paragraph(`The document trains a 3-3-3-3 network for one step on one example: dense and ReLU, dense and sigmoid, dense and softmax,
a binary cross-entropy for every output, learning rate 0.01, all biases 1. It prints every number on the way. This program
goes through the print from the first number to the last. For each it computes the right one with Pullback in 53 bits, and
where the two differ it computes the mistake. An explanation that does not give the printed digits stops the program.`)

const verdicts: Readonly<Record<Verdict, string>> = {
  given: 'a number that the document chooses, or a copy of one',
  right: 'the right number, rounded or cut to the digits that are printed',
  rounded: 'a right step; the numbers that go into it were rounded or cut before, and it shows in the last digits',
  carried: 'a right step, or a copy; a number that goes into it is mistaken',
  mistaken: 'the step itself is mistaken, and the mistake gives the printed digits',
  'not reproduced': 'one digit is not that of the computation, and no other computation was found',
}
const count = (verdict: Verdict): number => allRows.filter((row) => row.verdict === verdict).length

table(['verdict', 'numbers', 'meaning'], [
  ...(['given', 'right', 'rounded', 'carried', 'mistaken', 'not reproduced'] as const).map((verdict) => [verdict, String(count(verdict)), verdicts[verdict]]),
  ['all', String(allRows.length), 'printed numbers'],
])

heading('Errata')

paragraph(`The mistakes in the order in which they are first made. A number may be wrong for several of them at once.`)

table(errataHeader, errataRows)

heading('Every printed number, in order')

paragraph(`"right" is the network as initialised. "variant" is the network with the matrix that the document shows in its Layer-1
example in the place of W_ij. Both have two decimals more than the print, unless they have no more.`)

const line = (row: Row): readonly string[] => [
  row.place, row.digits, rightDigits(row, row.rights.initialised), rightDigits(row, row.rights.variant), row.verdict, row.explanation,
]

sections.forEach(({ title, story, rows }) => {
  paragraph(`${title} (${rows.length} numbers)`)
  paragraph(story)
  table(['place', 'printed', 'right', 'variant', 'verdict', 'explanation'], rows.map(line))
})

heading('The numbers that are not reproduced')

paragraph(`Each is one digit away from a number of its computation. That names the digit; it does not say how it came about.`)

table(['place', 'printed', 'right', 'explanation'], allRows.filter(({ verdict }) => verdict === 'not reproduced')
  .map((row) => [row.place, row.digits, rightDigits(row, row.rights.initialised), row.explanation]))

heading('Formulas that do not hold')

paragraph(`Each correction agrees with a value that was found without it, mostly a central difference of the network itself; the print
does not. All other factors in a row are the right ones, so that each row shows its own mistake alone.`)

const formulas = [...forwardFormulas, ...backwardFormulas]
const numbered = formulas.map((formula, i) => ({ ...formula, number: String(i + 1) }))

table(['', 'place', 'as printed', 'as it should be'], numbered.map(({ number, place, printed, corrected }) => [number, place, printed, corrected]))
table(['', 'quantity', 'as printed', 'as it should be', 'checked', 'against'], numbered.map(({ number, quantity, asPrinted, asCorrected, check, by }) =>
  [number, quantity, asPrinted === undefined ? '–' : decimals(asPrinted, 6), decimals(asCorrected, 6), decimals(check, 6), by]))

paragraph(`Slips that leave nothing to compute: brackets without a partner (the example of the error, dE/dO_out, dE/dh1_out), O_inl for
O_in1 in the matrix of weights to the output, W{j2k1} without its subscript, and the weights to hidden layer 1 announced as W_j3k1.`)

const { oOut, dOOut, softmaxJacobian, wanted } = right.initialised
const own = ([0, 1, 2] as const).map((l) => dOOut[l] * softmaxJacobian[l][l])
const pMinusY = ([0, 1, 2] as const).map((l) => oOut[l] - wanted[l])
if (own.some((x, l) => Math.abs(x - (pMinusY[l] ?? NaN)) > 1e-12)) throw new Error('the diagonal is not p - y')

paragraph(`A remarkable pair: with the sign put right and the Jacobian left diagonal, dE_l/dO_out l times dO_out l/dO_in l is exactly
O_out - y = (${own.map((x) => decimals(x, 6)).join(', ')}), the gradient of softmax with categorical cross-entropy. It is the right gradient
of the first of the three terms of the error, and not of their sum.`)

heading('The two networks')

paragraph(`The results of the print belong to the network as initialised, although its Layer-1 example shows the other matrix.`)

const places: readonly (readonly [string, (r: Right) => readonly number[]])[] = [
  ['h1_in', (r) => r.h1In], ['h2_in', (r) => r.h2In], ['h2_out', (r) => r.h2Out], ['O_in', (r) => r.oIn], ['O_out', (r) => r.oOut],
  ['Error', (r) => [r.error]], ['dE/dO_in', (r) => r.dOIn], ['dE/dh2_out', (r) => r.dH2Out], ['dE/dh1_out', (r) => r.dH1Out],
]
const numbers = (xs: readonly number[]): string => xs.map((x) => decimals(x, 6)).join('  ')

table(['', 'as initialised', 'with the matrix of the example'],
  places.map(([place, pick]) => [place, numbers(pick(right.initialised)), numbers(pick(right.variant))]))
