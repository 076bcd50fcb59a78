import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as pullback from '../../src/index.ts'
import { tables } from '../../compare/index.ts'
import { layers } from '../support/layers.ts'
import { losses } from '../support/losses.ts'
import { optimizers, poisonous } from '../support/optimizers.ts'
import { netOf } from '../support/networks.ts'

/** A name that a file exports, other than a type's. */
interface Exported {
  readonly name: string
  /** the folder that the file is in, below the one that was asked for; empty for that itself */
  readonly folder: string
  readonly file: string
  readonly value: unknown
}

/** What the files of a folder in `src`, and of the folders in it, export; lists of exports are left out. */
const exported = async (folder: string): Promise<readonly Exported[]> => {
  const place = new URL(`../../src/${folder}/`, import.meta.url)
  const files = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !path.endsWith('index.ts'))
  const all = await Promise.all(files.map(async (path) => {
    const module = await import(/* @vite-ignore */ new URL(path, place).href) as object
    const parts = path.split('/')
    return Object.entries(module).map(([name, value]: readonly [string, unknown]) => ({ name, value, folder: parts.slice(0, -1).join('/'), file: parts.at(-1)!.slice(0, -'.ts'.length) }))
  }))
  return all.flat()
}

/** What is public beside the builders: a check for the compiler, parts of builders, and what builders of one's own are made with. */
const helpers = ['is', 'elementwise', 'rotary', 'scaledDotProductAttention', 'ignoring', 'reduced', 'rowLoss', 'perTensor']

/** The public builders among the names; the others are parts that several builders share. */
const builders = (names: readonly Exported[]): readonly Exported[] => 
  names.filter(({ name, value }) => (pullback as Readonly<Record<string, unknown>>)[name] === value && !helpers.includes(name))

const named = (rows: readonly { readonly name: string }[]): readonly string[] => [...new Set(rows.map(({ name }) => name))].sort()

/** `max-pool1d` is a file of `maxPool1d`. */
const isNamedAfter = (file: string, name: string): boolean => file.replaceAll('-', '') === name.toLowerCase()

describe('the tables of the laws are complete: each new builder brings its row', () => {
  test.each(['layers', 'losses', 'optimizers'] as const)('%s', async (folder) => {
    const rows = { layers, losses, optimizers: [...optimizers, ...poisonous] }[folder]
    expect(named(rows)).toEqual(named(builders(await exported(folder))))
    expect(named(rows)).toHaveLength(rows.length)
  })
})

describe.each(layers)('$name', (row) => {
  test('stands in the folder of its family, in a file of its name or beside its kind', async () => {
    const places = (await exported('layers')).filter(({ name }) => name === row.name)
    expect(places.map(({ folder }) => folder)).toEqual([row.family])
    const beside = builders(await exported('layers')).filter(({ file, folder }) => file === places[0]?.file && folder === row.family)
    expect(isNamedAfter(places[0]!.file, row.name) || beside.length > 1, `${places[0]!.file}.ts holds ${row.name} alone`).toBe(true)
  })

  test('is public', () => { expect(pullback).toHaveProperty(row.name) })

  test('can be built apart, or says why not', () => {
    const reason = row.without?.['same network']
    if (!(row.name in tables.stages)) expect(reason ?? '').not.toBe('')
  })

  test('names each of its variants otherwise', () => {
    expect(new Set(row.variants.map(({ about }) => about)).size).toBe(row.variants.length)
  })

  test.each(row.variants.map((variant, at) => ({ ...variant, at })))('a stage says what it is: $about', ({ input, ids, at }) => {
    const net = netOf({ names: [row.name], shape: input, seed: 1, variant: at })
    expect(net.stages.map(({ kind }) => kind)).toEqual([row.name])
    expect(net.stages[0]?.out).toEqual(net.out)
    expect(net.in).toEqual(input)
    expect(net.dtype).toBe(ids === undefined ? 'float' : 'i32')
  })
})
