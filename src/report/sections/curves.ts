import { captioned, figure, small, type Width, widths } from '../charts/figure.ts'
import { lineChart, logarithmicRange, meansOf } from '../charts/line-chart.ts'
import { html, type Markup } from '../markup.ts'
import { counted, shown } from '../numbers.ts'
import { notFiniteBands } from '../not-finite.ts'
import type { Section } from '../page.ts'
import type { Curve, Point } from '../run-data.ts'
import { inOrder, thinned } from '../thin.ts'

const heights: Readonly<Record<Width, number>> = { wide: 360, narrow: 280 }

/** How wide one metric is drawn, in pixels. */
const SMALL = 420

const at = ({ step, value }: Point): string => `${shown(value)} at step ${shown(step)}`

/** Where a curve ends, and its smallest and largest value. */
const ends = (points: readonly Point[]): string => {
  const finite = points.filter(({ value }) => Number.isFinite(value))
  const [first, last] = [finite[0], points.at(-1)]
  if (first === undefined || last === undefined) return ''
  const smallest = finite.reduce((a, b) => b.value < a.value ? b : a, first)
  const largest = finite.reduce((a, b) => b.value > a.value ? b : a, first)
  return ` Last ${at(last)}; smallest ${at(smallest)}; largest ${at(largest)}.`
}

const notFinite = (points: readonly Point[]): string => {
  const bands = notFiniteBands(points, Infinity)
  const [band] = bands
  return band === undefined
    ? ''
    : ` The value is not finite (${band.kinds.join(', ')}) at ${counted(band.points, 'step')}, first at step ${shown(band.from)}: striped.`
}

const thinning = (points: readonly Point[], width: number): string => {
  const drawn = thinned(points, width).length
  return drawn === points.length
    ? ''
    : ` Drawn are ${shown(drawn)} of ${counted(points.length, 'point')}: the first, smallest, largest and last of each of ${shown(width)} columns, so no spike is lost.`
}

const caption = (name: string, given: readonly Point[], width: number): Markup => {
  const points = inOrder(given)
  const size = meansOf(points)
  const scale = logarithmicRange(points) !== undefined ? ', on a logarithmic scale' : ''
  const mean = size === undefined ? '' : `, and the mean of every ${shown(size)} values that follow each other`
  return html`<strong>${name}</strong> over ${counted(points.length, 'point')}${scale}${mean}.${ends(points)}${notFinite(points)}${thinning(points, width)}`
}

/** The loss of every step. */
export const lossSection = (loss: readonly Point[]): Section => ({
  id: 'loss',
  title: 'Loss',
  body: loss.length === 0
    ? html`<p>No loss was recorded.</p>`
    : figure(caption('Loss', loss, widths.wide), (width) =>
      lineChart({ id: `loss-${width}`, name: 'loss', points: loss, width: widths[width], height: heights[width] })),
})

/** Each metric by itself: two metrics rarely have one unit. */
export const metricsSection = (metrics: readonly Curve[]): Section => ({
  id: 'metrics',
  title: 'Metrics',
  body: html`<div class="pairs">
${metrics.map(({ name, points }, i) => points.length === 0
  ? small('metric', captioned(html`<strong>${name}</strong>: never measured.`))
  : small('metric', lineChart({ id: `metric-${i + 1}`, name, points, width: SMALL, height: 260 }), captioned(caption(name, points, SMALL))))}
</div>`,
})
