import { columns } from '../compare/report/columns.ts'

/** How the programs of the spec print: headings, paragraphs and tables in plain text, the same on every machine. */
export const heading = (text: string): void => { console.log(`\n${text}\n${'='.repeat([...text].length)}\n`) }

export const paragraph = (text: string): void => { console.log(`${text}\n`) }

const belongsRight = (cell: string): boolean => /^[-+−]?[\d.]/.test(cell) || ['', '–', 'yes', 'no'].includes(cell)

/** Rows of cells under a header, each column as wide as its widest cell; numbers to the right, words to the left. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): void => {
  console.log(`${columns(header, rows, belongsRight)}\n`)
}

/** A number in a fixed count of decimals, without a minus before zero. */
export const decimals = (x: number, digits: number): string => {
  const text = x.toFixed(digits)
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text
}
