const width = (text: string): number => [...text].length

const isNumber = (cell: string): boolean => /^([-+]?[\d.]|NaN|-?Infinity|-$|$)/.test(cell)

/**
 * Rows of cells under a header, each column as wide as its widest cell. Columns in which every cell `belongsRight` (numbers, when
 * left out) stand to the right, words to the left.
 */
export const columns = (header: readonly string[], rows: readonly (readonly string[])[], belongsRight = isNumber): string => {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => width(row[column] ?? ''))))
  const isRight = header.map((_, column) => rows.every((row) => belongsRight(row[column] ?? '')))
  const line = (cells: readonly string[]): string => cells.map((cell, column) => {
    const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell)))
    return isRight[column] === true ? space + cell : cell + space
  }).join('  ').trimEnd()
  return [line(header), widths.map((w) => '-'.repeat(w)).join('  '), ...rows.map(line)].join('\n')
}

/** A value with the nine digits that tell f32 numbers apart. */
export const showValue = (x: number): string => Object.is(x, -0) ? '-0' : x === 0 || !Number.isFinite(x) ? String(x) : x.toPrecision(9)

/** A difference or a bound: its size is what counts. */
export const showSize = (x: number): string => x === 0 || !Number.isFinite(x) ? String(x) : x.toExponential(1)

/** `[1, 0]`, and nothing for a single number. */
export const showIndex = (index: readonly number[]): string => index.length === 0 ? '' : `[${index.join(', ')}]`

/** A difference in units of its bound. */
export const showRatio = (ratio: number): string =>
  ratio === 0 ? '0' : ratio >= 1000 ? ratio.toExponential(1) : ratio.toFixed(ratio < 0.1 ? 4 : 2)

/** A whole number, shortened when it is long. */
export const showCount = (x: number): string => x < 100000 ? String(x) : x.toExponential(1)
