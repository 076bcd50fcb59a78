import { confusionMatrix, showsNumbers, widthOf } from '../charts/confusion-matrix.ts'
import { figure, type Width, widths } from '../charts/figure.ts'
import { html, type Markup } from '../markup.ts'
import { percent, shown, total } from '../numbers.ts'
import type { Section } from '../page.ts'
import type { Confusion } from '../run-data.ts'
import { table } from '../tables.ts'

interface ClassFacts {
  readonly name: string
  readonly labelled: number
  readonly said: number
  readonly right: number
}

const factsOf = ({ classes, counts }: Confusion): readonly ClassFacts[] => classes.map((name, i) => ({
  name, labelled: total(counts[i] ?? []), said: total(counts.map((row) => row[i] ?? 0)), right: counts[i]?.[i] ?? 0,
}))

/** A share, or a dash where it is of nothing. */
const shareOf = (part: number, whole: number): string => whole > 0 ? percent(part / whole) : '\u2013'

const perClass = (rows: readonly ClassFacts[]): Markup => table('Each class: precision is right / said, recall is right / labelled.', [
  { name: 'class', cell: ({ name }) => name },
  { name: 'labelled', numeric: true, cell: ({ labelled }) => shown(labelled) },
  { name: 'said', numeric: true, cell: ({ said }) => shown(said) },
  { name: 'right', numeric: true, cell: ({ right }) => shown(right) },
  { name: 'precision', numeric: true, cell: ({ right, said }) => shareOf(right, said) },
  { name: 'recall', numeric: true, cell: ({ right, labelled }) => shareOf(right, labelled) },
], rows)

const exact = ({ classes, counts }: Confusion): Markup => html`<details><summary>Every count as a table</summary>
${table('Rows are labels, columns what the network said.', [
  { name: 'label', cell: ({ name }: { readonly name: string }) => name },
  ...classes.map((name, column) => ({ name, numeric: true, cell: ({ row }: { readonly row: readonly number[] }) => shown(row[column] ?? 0) })),
], counts.map((row, i) => ({ name: classes[i] ?? '', row })))}
</details>`

/** Which classes were taken for which. */
export const confusionSection = (confusion: Confusion): Section => {
  const rows = factsOf(confusion)
  const [right, all] = [total(rows.map((row) => row.right)), total(rows.map(({ labelled }) => labelled))]
  const chart = (width: Width) => ({ ...confusion, id: `confusion-${width}`, width: widths[width] })
  const numbers = showsNumbers(chart('wide')) ? '; a cell without a number is 0.' : '. The numbers do not fit into their cells: they are in the last table and shown on hovering.'
  return {
    id: 'confusion',
    title: 'Confusion matrix',
    body: html`<div class="matrix" style="--width: ${widthOf(chart('wide'))}px">
${figure(
  html`<strong>Confusion matrix.</strong> ${shown(right)} of ${shown(all)} right (${shareOf(right, all)}). Rows are labels, columns what the network said; the colour is the share of the row, on a square-root scale${numbers}`,
  (width) => confusionMatrix(chart(width)),
)}
${perClass(rows)}
</div>
${exact(confusion)}`,
  }
}
