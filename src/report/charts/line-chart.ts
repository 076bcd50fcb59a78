import { oneLine } from '../escape.ts'
import type { Markup } from '../markup.ts'
import { range, roundTo, shown } from '../numbers.ts'
import { type Band, notFiniteBands } from '../not-finite.ts'
import type { Curve, Point } from '../run-data.ts'
import { inOrder, means, thinned } from '../thin.ts'
import { legend, logarithmicAxis, room, stepAxis, stepRange, valueAxis } from './axes.ts'
import { type ChartOption, drawn } from './draw.ts'

/** A curve, and how large it is drawn. */
export interface LineChart extends Curve {
  readonly id: string
  readonly width: number
  readonly height: number
}

type Series = Extract<ChartOption['series'], readonly unknown[]>[number]

/** Up to this many points are drawn as points too. */
const FEW = 60
/** From this many on, means are drawn over the curve, this many of them. */
const [MANY, MEANS] = [200, 50]
/** A band that is not finite is at least this wide, in pixels; its text needs so much more room. */
const [THIN, TEXT] = [3, 64]
/** Above the drawing, in pixels: for the legend and the axis's name, and for the texts of stripes. */
const [HEADROOM, STRIPE_NAMES] = [40, 18]

/** The ends of a logarithmic axis, for values that are all above 0 and span more than two decades; `undefined` for others. */
export const logarithmicRange = (points: readonly Point[]): readonly [from: number, to: number] | undefined => {
  const [smallest, largest] = range(points.map(({ value }) => value)) ?? [0, 0]
  return smallest > 0 && largest / smallest > 100 ? [roundTo('below', smallest), roundTo('above', largest)] : undefined
}

/** How many points each mean is of; `undefined` where the curve has too few for means. */
export const meansOf = (points: readonly Point[]): number | undefined =>
  points.length < MANY ? undefined : Math.ceil(points.length / MEANS)

/** ECharts leaves a gap where a value is `-`. */
const pairs = (points: readonly Point[]): (number | '-')[][] => points.map(({ step, value }) => [step, Number.isFinite(value) ? value : '-'])

const curve = (name: string, points: readonly Point[], width: number): Series => ({
  type: 'line', name, data: pairs(thinned(points, width)), symbol: 'circle', symbolSize: 5, showSymbol: points.length <= FEW, showAllSymbol: true,
  color: 'var(--curve)', lineStyle: { width: points.length < MANY ? 1.75 : 1 },
})

const trend = (name: string, points: readonly Point[]): Series => ({
  type: 'line', name, data: pairs(points), showSymbol: false, silent: true, symbol: 'none',
  color: 'var(--trend)', lineStyle: { width: 2 },
})

/** The upper edge and the height of what ECharts draws in: its types tell no more than that it is an object. */
const edgesOf = (area: object): readonly [top: number, height: number] =>
  'y' in area && 'height' in area && typeof area.y === 'number' && typeof area.height === 'number' ? [area.y, area.height] : [0, 0]

/** Where the values are not finite: a stripe from top to bottom that says which they are. */
const stripes = (bands: readonly Band[], labelled: readonly boolean[]): Series => ({
  type: 'custom', name: 'not finite', data: bands.map(({ from }) => [from, '-']),
  renderItem: ({ coordSys, dataIndex }, api) => {
    const [top, height] = edgesOf(coordSys)
    const band = bands[dataIndex]
    const [left = 0] = api.coord([band?.from ?? 0, 1])
    const [right = 0] = api.coord([band?.to ?? 0, 1])
    const width = Math.max(THIN, right - left)
    const text = labelled[dataIndex] === true ? (band?.kinds.join(', ') ?? '') : ''
    return {
      type: 'group',
      children: [
        { type: 'rect', shape: { x: (left + right - width) / 2, y: top, width, height }, style: { fill: 'var(--warning)', opacity: 0.3 } },
        {
          type: 'text', x: (left + right) / 2, y: top - 4, silent: true,
          style: { text, fill: 'var(--warning)', align: 'center', verticalAlign: 'bottom', fontSize: 12, fontWeight: 600, fontFamily: 'inherit' },
        },
      ],
    }
  },
})

/** A curve over the steps: its means over it when it is long, stripes where it is not finite. */
export const lineChart = ({ id, name, points: given, width, height }: LineChart): Markup => {
  const points = inOrder(given)
  const span = stepRange(points)
  const perPixel = (span[1] - span[0]) / width
  const bands = notFiniteBands(points, perPixel * 2 * THIN)
  const labelled = bands.map(({ from }, i) => from - (bands[i - 1]?.to ?? -Infinity) > perPixel * TEXT)
  const [size, logarithm] = [meansOf(points), logarithmicRange(points)]
  const above = bands.length > 0 ? STRIPE_NAMES : 0
  const names = size === undefined ? [oneLine(name)] : ['every step', `mean of ${shown(size)} in a row`]
  return drawn({
    id, width, height,
    label: `${oneLine(name)} over steps`,
    titles: [
      thinned(points, width).map(({ step, value }) => `step ${shown(step)}: ${shown(value)}`),
      ...(size === undefined ? [] : [[]]),
      bands.map(({ from, to, kinds }) => `steps ${shown(from)} to ${shown(to)}: ${kinds.join(', ')}`),
    ],
    option: {
      grid: room(HEADROOM + above),
      xAxis: stepAxis(span),
      yAxis: logarithm === undefined ? valueAxis(name, 12 + above) : logarithmicAxis(name, logarithm, 12 + above),
      ...(size === undefined ? {} : { legend: legend(names) }),
      series: [
        curve(names[0] ?? '', points, width),
        ...(size === undefined ? [] : [trend(names[1] ?? '', means(points, size))]),
        ...(bands.length > 0 ? [stripes(bands, labelled)] : []),
      ],
    },
  })
}
