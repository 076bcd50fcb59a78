import { oneLine } from '../escape.ts'
import { brief } from '../numbers.ts'
import type { Point } from '../run-data.ts'
import type { ChartOption } from './draw.ts'

type One<T> = T extends readonly unknown[] ? never : NonNullable<T>
type Axis = One<ChartOption['xAxis']> & One<ChartOption['yAxis']>

const text = { color: 'var(--quiet)', fontSize: 12 }
const line = { lineStyle: { color: 'var(--rule)', width: 1 } }

/** So much room, in pixels, has the name of an axis beside the legend; the caption has it in full. */
const NAME = 190

/** What every axis of numbers looks like. */
const numbers = {
  nameTextStyle: text,
  axisLabel: { ...text, formatter: brief, hideOverlap: true },
  axisTick: { ...line, show: true, length: 4 },
  axisLine: { ...line, show: true, onZero: false },
} as const

/** The first and last step to draw: from 0 when that wastes little, and never an empty range. */
export const stepRange = (points: readonly Point[]): readonly [from: number, to: number] => {
  const [first, last] = [points[0]?.step ?? 0, points.at(-1)?.step ?? 1]
  const from = first > 0 && first <= last / 4 ? 0 : first
  return from === last ? [from - 1, last + 1] : [from, last]
}

/** The axis of steps, below. */
export const stepAxis = ([min, max]: readonly [number, number]): Axis => ({
  ...numbers, type: 'value', name: 'step', nameLocation: 'middle', nameGap: 30, min, max, minInterval: 1, splitLine: { show: false },
})

/** What every axis of values looks like: at the left, its name above it. */
const values = (name: string, nameGap = 12) => ({
  ...numbers, name: oneLine(name), nameLocation: 'end', nameGap, nameTextStyle: { ...text, align: 'left' }, nameTruncate: { maxWidth: NAME }, splitNumber: 4,
  splitLine: { show: true, lineStyle: { color: 'var(--grid)', width: 1 } },
}) as const

/** The axis of values that ECharts chooses the ends of; `nameGap` is how far above it its name stands. */
export const valueAxis = (name: string, nameGap?: number): Axis => ({ ...values(name, nameGap), type: 'value', scale: true })

/** The axis of values from one end to the other, which are not named: they are seldom round. */
export const boundedAxis = (name: string, [min, max]: readonly [number, number]): Axis => ({
  ...values(name), type: 'value', min, max, splitLine: { show: false }, axisLabel: { ...numbers.axisLabel, showMinLabel: false, showMaxLabel: false },
})

/** The axis of the logarithms of values. */
export const logarithmicAxis = (name: string, [min, max]: readonly [number, number], nameGap?: number): Axis =>
  ({ ...values(name, nameGap), type: 'log', min, max })

/** Room around the drawing, labels of axes included in it. */
export const room = (top: number): One<ChartOption['grid']> => ({
  left: 4, right: 14, top, bottom: 40, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel',
})

/** The legend, at the right above the drawing. */
export const legend = (names: readonly string[]): One<ChartOption['legend']> => ({
  data: [...names], right: 16, top: 0, icon: 'rect', itemWidth: 16, itemHeight: 3, itemGap: 20, textStyle: text, selectedMode: false,
})
