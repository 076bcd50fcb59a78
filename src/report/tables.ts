import { html, type Markup, nothing } from './markup.ts'

/** One column of a table: its name, and what it shows of a row. */
export interface Column<T> {
  readonly name: string
  /** numbers stand at the right, under each other */
  readonly numeric?: boolean
  readonly cell: (row: T) => string | Markup
}

const kind = ({ numeric = false }: { readonly numeric?: boolean }): Markup => numeric ? html` class="numeric"` : nothing

/** A table with a caption and names of columns; the first column names its row; `last` is a row of sums. */
export const table = <T>(caption: string | Markup, columns: readonly Column<T>[], rows: readonly T[], last?: readonly string[]): Markup => html`<div class="scroll" tabindex="0">
<table>
<caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col"${kind(column)}>${column.name}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${columns.map((column, i) => i === 0
  ? html`<th scope="row"${kind(column)}>${column.cell(row)}</th>`
  : html`<td${kind(column)}>${column.cell(row)}</td>`)}</tr>`)}
</tbody>
${last === undefined ? nothing : html`<tfoot><tr>${columns.map((column, i) => html`<td${kind(column)}>${last[i] ?? ''}</td>`)}</tr></tfoot>`}
</table>
</div>`

/** Names and their values. */
export const facts = (rows: readonly { readonly name: string; readonly value: string | Markup }[]): Markup =>
  rows.length === 0 ? nothing : html`<dl class="facts">
${rows.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>`
