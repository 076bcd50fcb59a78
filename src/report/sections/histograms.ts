import { captioned, small } from '../charts/figure.ts'
import { drawnAt, histogramChart, strongestShare } from '../charts/histograms.ts'
import { LEVELS } from '../charts/level.ts'
import { html, type Markup, nothing } from '../markup.ts'
import { counted, percent, shown, total } from '../numbers.ts'
import type { Section } from '../page.ts'
import type { HistogramSeries } from '../run-data.ts'

/** So many tensors are shown at once; the others are folded away. */
const SHOWN = 8

const one = (series: HistogramSeries, id: string): Markup => {
  const at = drawnAt(series)
  const notFinite = total(series.at.map(({ nonFinite = 0 }) => nonFinite))
  const fewer = at.length < series.at.length ? ` ${shown(at.length)} of ${counted(series.at.length, 'histogram')} drawn.` : ''
  const bad = notFinite > 0 ? ` ${counted(notFinite, 'value')} not finite, left out.` : ''
  return small(series.of,
    captioned(html`<strong><code>${series.tensor}</code></strong> ${series.of}. ${at.length === 0 ? 'No finite value was recorded.' : `Strongest colour: ${percent(strongestShare(at))}.`}${fewer}${bad}`),
    at.length === 0 ? nothing : histogramChart({ ...series, id }))
}

/** Both histograms of a tensor side by side: all of one tensor's follow each other, weights first. */
const paired = (all: readonly HistogramSeries[]): readonly (readonly HistogramSeries[])[] =>
  [...new Set(all.map(({ tensor }) => tensor))].map((tensor) =>
    (['weights', 'gradients'] as const).flatMap((of) => all.filter((series) => series.tensor === tensor && series.of === of)))

const pairs = (tensors: readonly (readonly HistogramSeries[])[], from: number): Markup => html`<div class="pairs">
${tensors.flatMap((both, i) => both.map((series, j) => one(series, `histogram-${from + i + 1}-${j + 1}`)))}
</div>`

/** How the values of every tensor, and of its gradient, were spread over the steps. */
export const histogramsSection = (histograms: readonly HistogramSeries[]): Section => {
  const tensors = paired(histograms)
  return {
    id: 'histograms',
    title: 'Weights and gradients',
    body: html`<p>How the values of each tensor are spread: x is the step, y the value, the colour the share of the values in a bin, on a square-root scale from
none <span class="key" role="img" aria-label="from the page's colour to the strongest">${Array.from({ length: LEVELS }, () => html`<i></i>`)}</span> to the strongest, which stands for the share that is named with each tensor.</p>
${pairs(tensors.slice(0, SHOWN), 0)}
${tensors.length <= SHOWN ? nothing : html`<details><summary>${counted(tensors.length - SHOWN, 'more tensor')}</summary>
${pairs(tensors.slice(SHOWN), SHOWN)}
</details>`}`,
  }
}
