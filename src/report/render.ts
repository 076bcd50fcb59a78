import { requireThat } from '../misuse.ts'
import { html, type Markup, nothing } from './markup.ts'
import { page } from './page.ts'
import type { RunData } from './run-data.ts'
import { confusionSection } from './sections/confusion.ts'
import { lossSection, metricsSection } from './sections/curves.ts'
import { histogramsSection } from './sections/histograms.ts'
import { comparisonSection, networkSection, receiptSection } from './sections/record.ts'
import { facts } from './tables.ts'

const skipped = (notes: readonly string[]): Markup => notes.length === 0 ? nothing : html`<aside class="notes" aria-labelledby="notes-title">
<h2 id="notes-title">Not in this report</h2>
<ul>
${notes.map((note) => html`<li>${note}</li>`)}
</ul>
</aside>`

/**
 * The report of a run as one page of HTML that needs nothing but itself: no request, no script, light and dark. Charts are SVG.
 * The same data gives the same text.
 *
 * Throws `Misuse` when a confusion matrix does not have one row and one column for each class.
 */
export const renderReport = ({
  title, summary, loss, metrics, confusion, histograms, comparison, stages, optimizer, receipt, notes,
}: RunData): string => {
  requireThat(confusion === undefined || [confusion.counts, ...confusion.counts].every(({ length }) => length === confusion.classes.length),
    'renderReport', () => `the confusion matrix of ${confusion?.classes.length ?? 0} classes has rows of ${confusion?.counts.map(({ length }) => length).join(', ') ?? ''} counts`)
  return page(title, html`<p class="lead">Report of a training run</p>
${facts(summary)}
${skipped(notes)}`, [
    lossSection(loss),
    ...(metrics.length > 0 ? [metricsSection(metrics)] : []),
    ...(confusion !== undefined && confusion.classes.length > 0 ? [confusionSection(confusion)] : []),
    ...(histograms.length > 0 ? [histogramsSection(histograms)] : []),
    ...(comparison === undefined ? [] : [comparisonSection(comparison)]),
    networkSection(stages, optimizer),
    receiptSection(receipt),
  ])
}
