import { oneLine } from '../escape.ts'
import type { Markup } from '../markup.ts'
import { percent, shown, total } from '../numbers.ts'
import type { Confusion } from '../run-data.ts'
import { drawn } from './draw.ts'
import { levelColour, levelOf, onLevelColour } from './level.ts'

/** A confusion matrix, and how wide it may be drawn. */
export interface ConfusionChart extends Confusion {
  readonly id: string
  readonly width: number
}

/** Pixels: of a character, at most of a class's name, of a cell, and of what stands around the cells. */
const [CHARACTER, NAME, CELL, AROUND] = [7, 110, 44, 22]

interface Cell {
  readonly row: number
  readonly column: number
  readonly count: number
  readonly share: number
}

const cellsOf = ({ counts }: Confusion): readonly Cell[] => counts.flatMap((row, i) => {
  const all = total(row)
  return row.map((count, j) => ({ row: i, column: j, count, share: all > 0 ? count / all : 0 }))
})

/** How large a cell is, and whether every number fits into its own. */
const sizes = ({ classes, counts, width }: ConfusionChart) => {
  const names = Math.min(NAME, width / 3, Math.max(...classes.map((name) => oneLine(name).length), 2) * CHARACTER + 12)
  const cell = Math.min(CELL, (width - AROUND - names) / Math.max(1, classes.length))
  const longest = Math.max(...counts.flat().map((count) => shown(count).length), 1)
  return { names, cell, numbersFit: longest * CHARACTER + 2 <= cell && cell >= 16, upright: names > cell }
}

/** Whether the matrix drawn so shows its numbers; otherwise they are in the table and on hovering. */
export const showsNumbers = (chart: ConfusionChart): boolean => sizes(chart).numbersFit

/** How wide the matrix is, in pixels: less than it may be where there are few classes. */
export const widthOf = (chart: ConfusionChart): number => {
  const { names, cell } = sizes(chart)
  return Math.ceil(AROUND + names + cell * chart.classes.length + 2)
}

/** Rows are labels, columns what the network said; the colour is the share of the row, the number its count. */
export const confusionMatrix = (chart: ConfusionChart): Markup => {
  const { names, cell, numbersFit, upright } = sizes(chart)
  const [classes, cells, side] = [chart.classes.map(oneLine), cellsOf(chart), cell * chart.classes.length]
  const above = AROUND + (upright ? names : 20)
  const axis = {
    type: 'category', data: classes, nameLocation: 'middle', nameTextStyle: { color: 'var(--quiet)', fontSize: 12 },
    axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false },
  } as const
  const label = { color: 'var(--ink)', fontSize: 12, width: names - 8, overflow: 'truncate', interval: cell < 14 ? 'auto' : 0 } as const
  return drawn({
    id: chart.id,
    label: `Confusion matrix of ${classes.length} classes`,
    width: widthOf(chart),
    height: Math.ceil(above + side + 2),
    titles: [cells.map(({ row, column, count, share }) =>
      `${classes[row] ?? ''} said to be ${classes[column] ?? ''}: ${shown(count)} (${percent(share)} of the row)`)],
    option: {
      grid: { left: AROUND + names, top: above, width: side, height: side, outerBoundsMode: 'none' },
      xAxis: { ...axis, position: 'top', name: 'said', nameGap: above - 16, axisLabel: { ...label, rotate: upright ? 90 : 0 } },
      yAxis: { ...axis, inverse: true, name: 'label', nameGap: names + 4, axisLabel: label },
      series: [{
        type: 'custom',
        data: cells.map(({ row, column }) => [column, row]),
        renderItem: ({ dataIndex }, api) => {
          const { row, column, count, share } = cells[dataIndex] ?? { row: 0, column: 0, count: 0, share: 0 }
          const [x = 0, y = 0] = api.coord([column, row])
          const level = levelOf(share)
          return {
            type: 'group',
            children: [
              {
                type: 'rect', shape: { x: x - cell / 2 + 0.5, y: y - cell / 2 + 0.5, width: cell - 1, height: cell - 1 },
                style: { fill: level === 0 ? 'var(--panel)' : levelColour(level) },
              },
              ...(numbersFit && count > 0
                ? [{
                    type: 'text' as const, x, y, silent: true,
                    style: { text: shown(count), fill: onLevelColour(level), align: 'center' as const, verticalAlign: 'middle' as const, fontSize: 12, fontFamily: 'inherit' },
                  }]
                : []),
            ],
          }
        },
      }],
    },
  })
}
