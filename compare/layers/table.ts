import { showShape } from '../../src/shape/size.ts'
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

const familyOf = (family: string): string => family.charAt(0).toUpperCase() + family.slice(1)

/** `[2, 8, 8, 3] → [2, 6, 6, 4]` */
const shapesOf = ({ variants: [first] }: LayerComparison): string =>
  first === undefined ? '' : `${showShape(first.input)} → ${showShape(first.out)}`

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/**
 * The table of layers in Markdown, from a report: one line a layer under its family, with ✓ where a proof holds for all its
 * variants, and the number of the note that says why where one does not. `more` are columns of what was proven elsewhere; they
 * come first.
 */
export const layersTable = ({ layers }: LayersReport, more: readonly Column[] = []): string => {
  const columns = [...more, ...proofs.map(ofProof)]
  const said = layers.map((layer) => columns.map(({ of }) => of(layer)))
  const notes = [...new Set(said.flat().filter((one) => one !== true))]
  const line = (layer: LayerComparison, i: number): string => row([
    `\`${layer.name}\``, shapesOf(layer), String(layer.variants.length),
    ...(said[i] ?? []).map((one) => one === true ? '✓' : `[${notes.indexOf(one) + 1}]`),
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
