import { toFlat } from '../../tensor/read.ts'
import { showNumber } from '../../tensor/show.ts'
import type { Shape, Tensor } from '../../tensor.ts'
import type { Line } from './worked-example.ts'

/** How a worked example is printed. */
export interface Layout {
  /** significant digits of a number: 6 when left out */
  readonly digits?: number
  /** rows of a larger tensor that are shown: 8 when left out */
  readonly rows?: number
  /** columns that are shown: 8 when left out */
  readonly columns?: number
}

/** Rows of texts, and whether there were more. */
export interface Cells {
  readonly cells: readonly (readonly string[])[]
  readonly hidden: boolean
}

/** A tensor as rows of texts, the last axis across. */
export const cellsOf = (x: Tensor, { digits = 6, rows = 8, columns = 8 }: Layout): Cells => {
  const shape: Shape = x.shape
  const width = shape[shape.length - 1] ?? 1
  const flat = toFlat(x)
  const height = flat.length / width
  return {
    cells: Array.from({ length: Math.min(height, rows) }, (_, row) =>
      flat.slice(row * width, row * width + Math.min(width, columns)).map((v) => showNumber(v, digits))),
    hidden: height > rows || width > columns,
  }
}

const titles: Readonly<Record<Line['part'], string>> = {
  given: 'Given',
  computed: 'Forward and backward',
  updated: 'Updated parameters',
}

/** A worked example as plain text: label, shape, numbers and formula, under a heading for each part. */
export const explainText = (lines: readonly Line[], layout: Layout = {}): string => {
  const label = Math.max(0, ...lines.map((line) => line.label.length))
  const shape = Math.max(0, ...lines.map((line) => shapeText(line).length))
  const block = (line: Line): string => {
    const { cells, hidden } = cellsOf(line.tensor, layout)
    const wide = Math.max(...cells.flat().map((cell) => cell.length))
    const [first = '', ...others] = cells.map((row) => row.map((cell) => cell.padStart(wide)).join('  '))
    const margin = ' '.repeat(label + shape + 4)
    return [
      `${line.label.padEnd(label)}  ${shapeText(line).padEnd(shape)}  ${first}${line.formula === undefined ? '' : `    ${line.formula}`}`,
      ...others.map((row) => margin + row),
      ...(hidden ? [`${margin}…`] : []),
    ].join('\n')
  }
  return (['given', 'computed', 'updated'] as const)
    .map((part) => `${titles[part]}\n\n${lines.filter((line) => line.part === part).map(block).join('\n')}\n`)
    .join('\n')
}

const shapeText = ({ tensor }: Line): string => `[${(tensor.shape as Shape).join(', ')}]`
