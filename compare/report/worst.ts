import { showIndex, showRatio, showSize, showValue } from './columns.ts'
import { nameOf, printSummary, printWitnesses } from './print.ts'
import type { Report, Row } from './report.ts'

/** At most this many tensors are shown in full. */
const SHOWN = 5

const showRow = ({ worst, witness, mode, step, ...row }: Row, steps: number): string => [
  `${nameOf(row)}${showIndex(worst.index)}${steps > 1 ? ` in step ${step}` : ''}, by ${witness}, ${mode}`,
  `    ours        ${showValue(worst.ours)}`,
  `    theirs      ${showValue(worst.theirs)}`,
  `    difference  ${showSize(worst.difference)}, where ${showSize(worst.bound)} is the bound (${showRatio(worst.ratio)} times as much)`,
].map((line) => `  ${line}`).join('\n')

const tensorsOf = (rows: readonly Row[]): readonly string[] => [...new Set(rows.map(nameOf))]

/** What differs, the worst element of each tensor first: its index, both values, and how far they may be apart. */
export const printDifferences = (report: Report): string => {
  const differing = report.rows.filter(({ verdict }) => verdict === 'differs')
  const firsts = [...differing].sort((a, b) => b.worst.ratio - a.worst.ratio)
    .filter((row, i, all) => all.findIndex((other) => nameOf(other) === nameOf(row)) === i)
  const rest = firsts.length - SHOWN
  return [
    `${tensorsOf(differing).join(', ')}: ${differing.length} of ${report.rows.length} comparisons differ by more than their bound.`,
    ...firsts.slice(0, SHOWN).map((row) => showRow(row, report.steps)),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    printWitnesses(report),
    printSummary(report),
  ].join('\n\n')
}
