import { ok } from 'node:assert/strict'
import { dense, differentiate, f64, halfSquaredError, input, key, pipe, sigmoid, tensor, toFlat } from '../src/index.ts'
import { derivatives } from './document-000/backward.ts'
import { slopeOfCost } from './document-000/central-difference.ts'
import { fromLibrary, neuronRows, toLibrary } from './document-000/layouts.ts'
import type { Misprint } from './document-000/misprint.ts'
import { misprints } from './document-000/misprints.ts'
import { activate, generic, weightNames, written } from './document-000/network.ts'
import { notations } from './document-000/notation.ts'
import { repeats } from './document-000/recognition.ts'
import { decimals, heading, paragraph, table } from './print.ts'

/** A formula holds when it is nearer to the truth than this, and does not when it is a thousand times farther off. */
const NEAR = 1e-9
const FAR = 1e-6

const n = activate(generic)
const eight = (x: number): string => decimals(x, 8)

/** The three numbers of a row; throws when a correction fails, and when what is printed would hold as well. */
const values = ({ place, asPrinted, asCorrected, truth }: Misprint): readonly string[] => {
  const [printed, corrected, right] = [asPrinted(n), asCorrected(n), truth(generic)]
  ok(Math.abs(corrected - right) < NEAR, `${place}: the correction gives ${corrected}, the truth is ${right}`)
  ok(Math.abs(printed - right) > FAR, `${place}: what is printed holds too`)
  return [eight(printed), eight(corrected), eight(right)]
}

const numbered = (rows: readonly Misprint[], first: number): void => {
  table(['', 'place', 'printed', 'corrected'], rows.map(({ place, printed, corrected }, i) =>
    [String(first + i), place, printed, corrected]))
  table(['', 'quantity', 'as printed', 'corrected', 'truth'], rows.map((row, i) =>
    [String(first + i), row.quantity, ...values(row)]))
}

heading('6  What document 000 misprints')

paragraph(`The document was read line by line. What it prints right is in chapter 5; every formula in which something is wrong is
evaluated here, on a network whose numbers are all different, so that a wrong index shows. The truth beside it comes
from the cost alone: central differences (C(w + h) − C(w − h)) / 2h in f64, h = 2^-17, which know of no derivation;
for C itself, from (1) to (5). A correction must agree with the truth to ${NEAR.toExponential(0)}; what is printed must miss it by
more than ${FAR.toExponential(0)}, or the row would not be a misprint and this program would stop.`)

table(['the network', 'first', 'second'], [
  ['inputs, targets', `a⁽⁰⁾ = (${n.x0}, ${n.x1})`, `T = (${n.T0}, ${n.T1})`],
  ['layer (1)', `w₀ = (${[n.v00, n.v01, n.v02].join(', ')})`, `w₁ = (${[n.v10, n.v11, n.v12].join(', ')})`],
  ['layer (2)', `w₀ = (${[n.w00, n.w01, n.w02].join(', ')})`, `w₁ = (${[n.w10, n.w11, n.w12].join(', ')})`],
])

heading('The truth, twice')

const net = pipe(input([1, 2]), dense(2), sigmoid, dense(2), sigmoid)
const [rows1, rows2] = neuronRows(generic)
const double = { precision: 'f64' } as const
const noState: readonly [] = []
const { gradients } = differentiate(net, halfSquaredError)(f64, { key: key(0), train: true })(
  [toLibrary(rows1), toLibrary(rows2)], noState, { x: tensor([[n.x0, n.x1]], double), labels: tensor([[n.T0, n.T1]], double) })
const library = gradients.flatMap((layer) => toFlat(fromLibrary(layer)))
const set = derivatives(n)

paragraph(`The twelve derivatives: by central differences, by the library's backward pass, and by the document's own component
formulas with misprints 4, 5, 17 and 18 set right. The other ten lines are printed right.`)
table(['', 'central differences', 'library', 'document, corrected'], weightNames.map((name, i) => {
  const [truth, ours] = [slopeOfCost(generic, name), library[i] ?? NaN]
  ok(Math.abs(ours - truth) < NEAR && Math.abs(set[name] - truth) < NEAR, written(name))
  return [`dC/d${written(name)}`, eight(truth), eight(ours), eight(set[name])]
}))

heading('Misprints')

paragraph('Each row is evaluated with its own misprint alone and everything else right.')
numbered(misprints, 1)

paragraph(`Row 7: only T⁰ shows as a power; T¹ would be the target by luck. Rows 10 and 11: the line below them in the document
multiplies out with w⁽²⁾ transposed, as it must.`)

heading('Where text recognition repeated itself')

paragraph(`The text that came down to us falls into a loop at dC/dw₁₁⁽¹⁾: eight lines begin with it, the last has no right side,
and dC/dw₁₂⁽¹⁾ ends in two terms too many. Nobody typeset these; they are evaluated as they stand, against one line of
two terms. (Misprints 4 and 5 stand in the first of the eight lines, and row 14 is that line with both. Whether they
were in the original or belong to the loop, the text cannot tell.)`)
numbered(repeats, misprints.length + 1)

heading('Notation')

paragraph('Here the numbers come out, but the symbols do not say what is meant. Each reason is checked by the program.')
table(['printed', 'meant', 'because'], notations.map(({ printed, corrected, because, holds }) => {
  ok(holds(generic), printed)
  return [printed, corrected, because]
}))

paragraph(`Also: the arrow over A is dropped on the way, "Then" stands twice before D⁽¹⁾w⁽²⁾δ⁽²⁾, and a TeX command
("\\odot") stands in the text. Slips of spelling ("cand find", "costfunction") change no meaning.`)
