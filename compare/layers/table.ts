import { showShape } from '../../src/shape/size.ts'
import { showFault } from '../faults.ts'
import { isProven } from './outcomes.ts'
import { type LayerComparison, type LayersReport, type Proof, proofs } from './report.ts'

/** A column of the table: whether something proves a layer, or why it does not. */
export interface Column {
  readonly title: string
  readonly of: (layer: LayerComparison) => true | string
}

const titles: Readonly<Record<Proof, string>> = {
  'finite differences': 'finite differences', 'same forward': 'TensorFlow.js, same forward', 'same network': 'TensorFlow.js, same network',
  compiled: 'compiled, 1, 2 and 3 threads',
}

const ofProof = (proof: Proof): Column => ({
  title: titles[proof],
  of: ({ variants }) => {
    const failing = variants.map((variant) => variant.proofs[proof]).find((outcome) => !isProven(outcome))
    return failing === undefined ? true
      : failing.verdict === 'cannot speak' ? failing.reason ?? ''
      : `${failing.verdict.toUpperCase()}: ${failing.reason ?? ''}`
  },
})

interface Cell {
  readonly holds: boolean
  readonly notes: readonly string[]
}

/** What a column says of a layer; what TensorFlow.js gets wrong there is said where its user's network is compared. */
const cellOf = (layer: LayerComparison) => ({ title, of }: Column): Cell => {
  const said = of(layer)
  const faults = title === titles['same network'] ? layer.faults.map(showFault) : []
  return said === true ? { holds: true, notes: faults } : { holds: false, notes: [said, ...faults] }
}

const familyOf = (family: string): string => family.charAt(0).toUpperCase() + family.slice(1)

/** `[2, 8, 8, 3] → [2, 6, 6, 4]` */
const shapesOf = ({ variants: [first] }: LayerComparison): string =>
  first === undefined ? '' : `${showShape(first.input)} → ${showShape(first.out)}`

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/**
 * The table of layers in Markdown, from a report: one line a layer under its family, with ✓ where a proof holds for all its
 * variants, and the number of the note that says why where one does not, or what TensorFlow.js gets wrong. `more` are columns of
 * what was proven elsewhere; they come first.
 */
export const layersTable = ({ layers }: LayersReport, more: readonly Column[] = []): string => {
  const columns = [...more, ...proofs.map(ofProof)]
  const cells = layers.map((layer) => columns.map(cellOf(layer)))
  const notes = [...new Set(cells.flat().flatMap((cell) => cell.notes))]
  const line = (layer: LayerComparison, i: number): string => row([
    `\`${layer.name}\``, shapesOf(layer), String(layer.variants.length),
    ...(cells[i] ?? []).map((cell) => [...cell.holds ? ['✓'] : [], ...cell.notes.map((note) => `[${notes.indexOf(note) + 1}]`)].join(' ')),
  ])
  const header = ['layer', 'such as', 'variants', ...columns.map(({ title }) => title)]
  const families = [...new Set(layers.map(({ family }) => family))]
  return [
    row(header), row(header.map(() => '---')),
    ...families.flatMap((family) => [
      row([`**${familyOf(family)}**`, ...header.slice(1).map(() => '')]),
      ...layers.flatMap((layer, i) => layer.family === family ? [line(layer, i)] : []),
    ]),
    ...(notes.length === 0 ? [] : ['', ...notes.map((note, i) => `${i + 1}. ${note}`)]),
  ].join('\n')
}
