import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as pullback from '../../src/index.ts'
import { layers } from '../support/layers.ts'
import { losses } from '../support/losses.ts'
import { optimizers, poisonous } from '../support/optimizers.ts'

/** What the files of a folder in `src` export, other than types. */
const exported = async (folder: string): Promise<readonly string[]> => {
  const place = new URL(`../../src/${folder}/`, import.meta.url)
  const files = readdirSync(place).filter((name) => name.endsWith('.ts')).map((name) => new URL(name, place).href)
  const modules = await Promise.all(files.map((file) => import(/* @vite-ignore */ file) as Promise<object>))
  return modules.flatMap((module) => Object.keys(module))
}

/** What is public beside the builders: a check for the compiler, and what builders of one's own are made with. */
const helpers = ['is', 'elementwise', 'perTensor']

/** The public builders among the names; the others are parts that several builders share. */
const builders = (names: readonly string[]): readonly string[] => names.filter((name) => name in pullback && !helpers.includes(name)).sort()

const named = (rows: readonly { readonly name: string }[]): readonly string[] => [...new Set(rows.map(({ name }) => name))].sort()

describe('the tables of the laws are complete: each new builder brings its row', () => {
  test('layers', async () => {
    expect(named(layers)).toEqual(builders(await exported('layers')))
  })

  test('losses', async () => {
    expect(named(losses)).toEqual(builders(await exported('losses')))
  })

  test('optimizers', async () => {
    expect(named([...optimizers, ...poisonous])).toEqual(builders(await exported('optimizers')))
  })

  test.each(layers)('a stage says what it is: $name', ({ name, after }) => {
    const net = after(pullback.identity([2, 4], 'float'))
    expect(net.stages.map(({ kind }) => kind)).toEqual([name])
    expect(net.stages[0]?.out).toEqual(net.out)
    expect(net.in).toEqual([2, 4])
    expect(net.dtype).toBe('float')
  })
})
