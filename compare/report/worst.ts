import { showIndex, showRatio, showSize, showValue } from './columns.ts'
import { nameOf, printSummary, printWitnesses } from './print.ts'
import type { QuantityKind } from '../quantity.ts'
import type { Report, Row } from './report.ts'

/** At most this many tensors are shown in full. */
const SHOWN = 5

/** A wrong forward pass shows in the loss, a wrong backward pass in the gradients; everything after them is their consequence. */
const causes: Readonly<Record<QuantityKind, number>> = { loss: 0, gradient: 1, state: 2, slot: 3, weight: 4 }

/** What a row is known by: `tfjs-cpu, same network`; a witness with one mode of its own name is named once. */
const sourceOf = ({ witness, mode }: Pick<Row, 'witness' | 'mode'>): string => witness === mode ? witness : `${witness}, ${mode}`

const showRow = ({ worst, witness, mode, step, ...row }: Row, steps: number): string => [
  `${nameOf(row)}${showIndex(worst.index)}${steps > 1 ? ` in step ${step}` : ''}, by ${sourceOf({ witness, mode })}`,
  `    ours        ${showValue(worst.ours)}`,
  `    theirs      ${showValue(worst.theirs)}`,
  `    difference  ${showSize(worst.difference)}, where ${showSize(worst.bound)} is the bound (${showRatio(worst.ratio)} times as much)`,
].map((line) => `  ${line}`).join('\n')

const tensorsOf = (rows: readonly Row[]): readonly string[] => [...new Set(rows.map(nameOf))]

/** The rows of the first few tensors; one that TensorFlow contradicts is among them where there is any. */
const chosen = (rows: readonly Row[], isTensorFlow: (row: Row) => boolean): readonly Row[] => {
  const first = rows.slice(0, SHOWN)
  const theirs = rows.slice(SHOWN).find(isTensorFlow)
  return theirs === undefined || first.some(isTensorFlow) ? first : [...first.slice(0, -1), theirs]
}

/**
 * What differs, one element a tensor: its index, both values, and how far they may be apart. Causes come before consequences,
 * gradients before weights; then the worst comes first. Of a tensor that several witnesses contradict TensorFlow's number is shown.
 */
export const printDifferences = (report: Report): string => {
  const differing = report.rows.filter(({ verdict }) => verdict === 'differs')
  const theirs = report.witnesses.filter(({ isTensorFlow }) => isTensorFlow).map(({ name }) => name)
  const isTensorFlow = ({ witness }: Row): boolean => theirs.includes(witness)
  const worstFirst = [...differing].sort((a, b) => causes[a.kind] - causes[b.kind] || b.worst.ratio - a.worst.ratio)
  const firsts = tensorsOf(worstFirst).flatMap((name) => {
    const own = worstFirst.filter((row) => nameOf(row) === name)
    return own.find(isTensorFlow) ?? own[0] ?? []
  })
  const rest = firsts.length - SHOWN
  return [
    `${tensorsOf(differing).join(', ')}: ${differing.length} of ${report.rows.length} comparisons differ by more than their bound.`,
    ...chosen(firsts, isTensorFlow).map((row) => showRow(row, report.steps)),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    printWitnesses(report),
    printSummary(report),
  ].join('\n\n')
}
