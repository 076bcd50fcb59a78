/** How the programs of the spec print: headings, paragraphs and tables in plain text, the same on every machine. */
export const heading = (text: string): void => { console.log(`\n${text}\n${'='.repeat([...text].length)}\n`) }

export const paragraph = (text: string): void => { console.log(`${text}\n`) }

/** Rows of cells under a header, each column as wide as its widest cell; numbers to the right, words to the left. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): void => {
  const width = (text: string): number => [...text].length
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => width(row[column] ?? ''))))
  const numeric = header.map((_, column) => rows.every((row) => /^[-+−]?[\d.]/.test(row[column] ?? '') || ['', '–', 'yes', 'no'].includes(row[column] ?? '')))
  const line = (row: readonly string[]): string => row.map((cell, column) => {
    const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell)))
    return numeric[column] === true ? space + cell : cell + space
  }).join('  ').trimEnd()
  console.log([line(header), widths.map((w) => '-'.repeat(w)).join('  '), ...rows.map(line)].join('\n') + '\n')
}

/** A number in a fixed count of decimals, without a minus before zero. */
export const decimals = (x: number, digits: number): string => {
  const text = x.toFixed(digits)
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text
}
