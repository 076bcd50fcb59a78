import { oneLine } from '../escape.ts'
import type { Markup } from '../markup.ts'
import { percent, range, shown, total } from '../numbers.ts'
import type { HistogramAt, HistogramSeries } from '../run-data.ts'
import { boundedAxis, room, stepAxis } from './axes.ts'
import { drawn } from './draw.ts'
import { LEVELS, levelColour, levelOf } from './level.ts'

/** The histograms of one tensor, and where they are drawn. */
export interface HistogramChart extends HistogramSeries {
  readonly id: string
}

const [WIDTH, HEIGHT] = [420, 220]
/** More steps than this cannot be told apart; a bin is at least this high, in pixels. */
const [MOST, THIN] = [60, 2]

/** Those that can be drawn: they have a finite range and at least one finite value. */
const drawable = ({ from, to, counts }: HistogramAt): boolean => Number.isFinite(from) && Number.isFinite(to) && total(counts) > 0

/** At most `MOST` of them, evenly chosen, the first and the last among them. */
const chosen = <T>(all: readonly T[]): readonly T[] =>
  all.length <= MOST ? all : Array.from({ length: MOST }, (_, i) => all[Math.round(i * (all.length - 1) / (MOST - 1))]).filter((one) => one !== undefined)

/** Histograms by step, those that are drawn. */
export const drawnAt = ({ at }: HistogramSeries): readonly HistogramAt[] =>
  chosen(at.filter(drawable).toSorted((a, b) => a.step - b.step))

const largestShare = ({ counts }: HistogramAt): number => Math.max(...counts) / total(counts)

/**
 * What the strongest colour stands for: the largest share of a tensor's values in one bin. Steps at which all values are equal,
 * such as those of a bias before the first update, would leave every other step pale, so they count only where there are no others.
 */
export const strongestShare = (at: readonly HistogramAt[]): number => {
  const spread = at.filter(({ from, to }) => from < to)
  return Math.max(...(spread.length > 0 ? spread : at).map(largestShare))
}

interface Cell {
  readonly level: number
  readonly left: number
  readonly right: number
  readonly low: number
  readonly high: number
}

/** Each histogram reaches half way to its neighbours. */
const columnsOf = (at: readonly HistogramAt[], [first, last]: readonly [number, number]): readonly (readonly [left: number, right: number])[] =>
  at.map(({ step }, i) => [
    i === 0 ? first : ((at[i - 1]?.step ?? step) + step) / 2,
    i === at.length - 1 ? last : (step + (at[i + 1]?.step ?? step)) / 2,
  ])

const cellsOf = (at: readonly HistogramAt[], steps: readonly [number, number]): readonly Cell[] => {
  const [columns, strongest] = [columnsOf(at, steps), strongestShare(at)]
  return at.flatMap(({ from, to, counts }, i) => {
    const [all, [left, right] = steps] = [total(counts), columns[i]]
    const border = (bin: number): number => from * (1 - bin / counts.length) + to * (bin / counts.length)
    return counts.flatMap((count, bin) => count > 0
      ? [{ level: levelOf(Math.min(1, count / all / strongest)), left, right, low: border(bin), high: border(bin + 1) }]
      : [])
  })
}

const digits = (x: number): string => String(Math.round(x * 10) / 10)

/**
 * Histograms over time: x is the step, y the value, the colour the share of the values in a bin. Every bin is drawn where its
 * borders are, whichever range each step has; all bins of one colour are one path.
 */
export const histogramChart = (series: HistogramChart): Markup => {
  const at = drawnAt(series)
  const [first, last] = [at[0]?.step ?? 0, at.at(-1)?.step ?? 1]
  const steps = first === last ? [first - 1, last + 1] as const : [first, last] as const
  const [lowest, highest] = range(at.flatMap(({ from, to }) => [from, to])) ?? [0, 1]
  const values = lowest === highest ? [lowest - (Math.abs(lowest) || 1), highest + (Math.abs(highest) || 1)] as const : [lowest, highest] as const
  const [cells, columns] = [cellsOf(at, steps), columnsOf(at, steps)]
  const levels = Array.from({ length: LEVELS }, (_, i) => i + 1)
  return drawn({
    id: series.id, width: WIDTH, height: HEIGHT,
    label: `Histograms of the ${series.of} of ${oneLine(series.tensor)} over steps`,
    titles: [[], at.map((histogram) => {
      const { step, from, to } = histogram
      return `step ${shown(step)}: ${shown(from)} to ${shown(to)}, at most ${percent(largestShare(histogram))} in a bin`
    })],
    option: {
      grid: room(30),
      xAxis: stepAxis(steps),
      yAxis: boundedAxis('value', values),
      series: [
        {
          type: 'custom', silent: true, data: levels.map(() => [steps[0], '-']),
          renderItem: ({ dataIndex }, api) => ({
            type: 'path',
            shape: {
              pathData: cells.filter(({ level }) => level === dataIndex + 1).map(({ left, right, low, high }) => {
                const [x = 0, bottom = 0] = api.coord([left, low])
                const [end = 0, top = 0] = api.coord([right, high])
                const height = Math.max(THIN, bottom - top)
                return `M${digits(x)} ${digits(bottom)}H${digits(end)}V${digits(bottom - height)}H${digits(x)}Z`
              }).join(''),
            },
            style: { fill: levelColour(dataIndex + 1) },
          }),
        },
        {
          type: 'custom', data: columns.map(([left]) => [left, '-']),
          renderItem: ({ dataIndex }, api) => {
            const [left, right] = columns[dataIndex] ?? steps
            const [x = 0, bottom = 0] = api.coord([left, values[0]])
            const [end = 0, top = 0] = api.coord([right, values[1]])
            return { type: 'rect', shape: { x, y: top, width: end - x, height: bottom - top }, style: { fill: 'transparent' } }
          },
        },
      ],
    },
  })
}
