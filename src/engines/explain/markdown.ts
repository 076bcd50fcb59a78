import { cellsOf, type Layout } from './text.ts'
import type { Line } from './worked-example.ts'

/** Words of formulas that TeX has a sign for; other words are set upright. */
const signs: Readonly<Record<string, string>> = {
  sum: '\\sum ', max: '\\max', log: '\\log ', tanh: '\\tanh ', where: '\\text{ where }', else: '\\text{ else }',
}

/** A formula of the library as TeX: `dw = x^T dy` stays, words become signs or upright letters. */
const texOf = (formula: string): string =>
  formula.replace(/[A-Za-z]{2,}/g, (word) => signs[word] ?? (/^d[a-z]$/.test(word) ? `d${word.slice(1)}` : `\\mathrm{${word}}`))

const matrix = (line: Line, layout: Layout): string => {
  const { cells, hidden } = cellsOf(line.tensor, layout)
  const rows = cells.map((row) => row.join(' & '))
  return `\\begin{pmatrix} ${[...rows, ...(hidden ? ['\\vdots'] : [])].join(' \\\\ ')} \\end{pmatrix}`
}

const titles: Readonly<Record<Line['part'], string>> = {
  given: '## Given',
  computed: '## Forward and backward',
  updated: '## Updated parameters',
}

/** A worked example as Markdown with formulas in TeX, as GitHub and most viewers show them. */
export const explainMarkdown = (lines: readonly Line[], layout: Layout = {}): string =>
  (['given', 'computed', 'updated'] as const)
    .flatMap((part) => [
      titles[part],
      ...lines.filter((line) => line.part === part).map((line) =>
        `**${line.label}**\n\n$$${line.formula === undefined ? '' : `${texOf(line.formula)} = `}${matrix(line, layout)}$$`),
    ])
    .join('\n\n') + '\n'
