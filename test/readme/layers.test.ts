import { readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { type Column, compareLayers, type LayerComparison, type LayersReport, layersTable } from '../../compare/index.ts'
import { openedBackend } from '../compare/asked.ts'
import { root } from '../refused/compiler.ts'
import { endingOf, isRefused, type Typed, typed } from '../support/layer-types.ts'
import { type LayerRow, layerNamed, layers } from '../support/layers.ts'
import { givesTheSameTwice, isAdjoint, isLinear, isPure, rowsStandAlone } from '../support/laws.ts'
import { uses } from '../support/networks.ts'

const accept = process.env['PULLBACK_ACCEPT'] === '1'

const readme = `${root}README.md`
const marked = /(?<=<!-- layers -->\n)[^]*?(?=<!-- \/layers -->)/

/** Whether the compiler infers and refuses what the row says. */
const typesHold = ({ types: { infers: [, out], refuses: [, ending] } }: LayerRow, { infers, refuses }: Typed): true | string =>
  infers.errors.length > 0 || infers.out !== out ? `the compiler infers ${infers.out}, not ${out}`
  : !isRefused(refuses) || !endingOf(refuses).includes(ending) ? `the compiler says "${endingOf(refuses)}"`
  : true

/** Whether the laws hold, on one example of every variant; `test/laws` has many of each. */
const lawsHold = ({ name, without }: LayerRow): true | string => {
  const own = uses.filter(({ row }) => row.name === name).map(({ example }) => example)
  const laws = [isLinear, isPure, givesTheSameTwice, rowsStandAlone, ...without?.['finite differences'] === undefined ? [isAdjoint] : []]
  for (const example of own) {
    for (const law of laws) {
      try {
        law(example)
      } catch (error) {
        return `${law.name}: ${String(error)}`
      }
    }
  }
  return true
}

const columns = (types: ReadonlyMap<string, Typed>): readonly Column[] => [
  { title: 'types', of: ({ name }: LayerComparison) => typesHold(layerNamed(name), types.get(name)!) },
  { title: 'laws', of: ({ name }: LayerComparison) => lawsHold(layerNamed(name)) },
]

let report: LayersReport
let table: string
let complaints: readonly string[]
beforeAll(async () => {
  report = await compareLayers({ backend: 'tfjs-node' })
  const more = columns(typed(layers))
  table = layersTable(report, more)
  complaints = report.layers.flatMap((layer) =>
    [...more.map(({ of }) => of(layer)).filter((one) => one !== true), ...layer.complaints].map((one) => `${layer.name}: ${one}`))
}, 600_000)

test('every layer is proven by every witness that can speak of it', async (context) => {
  await openedBackend('tfjs-node', context)
  expect(complaints).toEqual([])
  expect(report.agreed).toBe(true)
  expect(table).not.toMatch(/DIFFERS|NOT CHECKED/)
})

test('the table of layers is the one of a report that was just made', async (context) => {
  await openedBackend('tfjs-node', context)
  const text = readFileSync(readme, 'utf8')
  if (accept && report.agreed && complaints.length === 0) writeFileSync(readme, text.replace(marked, `${table}\n`))
  expect(marked.exec(readFileSync(readme, 'utf8'))?.[0]).toBe(`${table}\n`)
})
