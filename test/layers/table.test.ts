import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { identity } from '../../src/index.ts'
import { layers } from '../support/layers.ts'
import { losses } from '../support/losses.ts'
import { optimizers } from '../support/optimizers.ts'

/** What the files of a folder in `src` export, other than types. */
const exported = async (folder: string): Promise<readonly string[]> => {
  const place = new URL(`../../src/${folder}/`, import.meta.url)
  const files = readdirSync(place).filter((name) => name.endsWith('.ts')).map((name) => new URL(name, place).href)
  const modules = await Promise.all(files.map((file) => import(/* @vite-ignore */ file) as Promise<object>))
  return modules.flatMap((module) => Object.keys(module))
}

/** What is exported beside the builders: a check for the compiler, and parts that several builders share. */
const helpers = ['is', 'elementwise', 'learningRateFault']

const others = (names: readonly string[]): readonly string[] => names.filter((name) => !helpers.includes(name)).sort()

describe('the tables of the laws are complete: each new builder brings its row', () => {
  test('layers', async () => {
    expect(layers.map(({ name }) => name).sort()).toEqual(others(await exported('layers')))
  })

  test('losses', async () => {
    expect(losses.map(({ name }) => name).sort()).toEqual(others(await exported('losses')))
  })

  test('optimizers', async () => {
    expect(optimizers.map(({ name }) => name).sort()).toEqual(others(await exported('optimizers')))
  })

  test.each(layers)('a stage says what it is: $name', ({ name, after }) => {
    const net = after(identity([2, 4], 'float'))
    expect(net.stages.map(({ kind }) => kind)).toEqual([name])
    expect(net.stages[0]?.out).toEqual(net.out)
    expect(net.in).toEqual([2, 4])
    expect(net.dtype).toBe('float')
  })
})
