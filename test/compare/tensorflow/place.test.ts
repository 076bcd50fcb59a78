import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { buildingPath } from '../../../compare/tensorflow/cache.ts'
import { inspectCache } from '../../../compare/tensorflow/manifest.ts'
import { place } from '../../../compare/tensorflow/place.ts'
import { fakeMachine } from './fake-machine.ts'

const finished = async (directory: string, mark: string, size = 4): Promise<string> => {
  await mkdir(directory, { recursive: true })
  await writeFile(join(directory, 'file'), mark)
  await writeFile(
    join(directory, 'manifest.json'),
    JSON.stringify({ tfjs: '4.22.0', library: mark, road: 'stock', files: [{ path: 'file', size }] }),
  )
  return directory
}

test('of two finished directories one gets the place, whole, and nothing is left of the other', async () => {
  await using machine = await fakeMachine()
  const built = await Promise.all(['aaaa', 'bbbb'].map((mark) => finished(buildingPath(machine.cache, mark), mark)))
  const results = await Promise.all(built.map((directory, index) => place(directory, machine.cache, String(index))()))
  expect(results.map(({ _tag }) => _tag)).toEqual(['Right', 'Right'])
  expect(await machine.beside()).toEqual([basename(machine.cache)])
  const state = await inspectCache(machine.cache)()
  if (state.kind !== 'whole') throw new Error(state.kind)
  expect(await readFile(join(machine.cache, 'file'), 'utf8')).toBe(state.manifest.library)
})

test('a damaged cache gives way', async () => {
  await using machine = await fakeMachine()
  await finished(machine.cache, 'old!', 5)
  expect(await inspectCache(machine.cache)()).toMatchObject({ kind: 'damaged' })
  await place(await finished(buildingPath(machine.cache, 'new'), 'new!'), machine.cache, 'new')()
  expect(await inspectCache(machine.cache)()).toMatchObject({ kind: 'whole', manifest: { library: 'new!' } })
  expect(await readdir(machine.cache)).toHaveLength(2)
})

test('a directory without a manifest, or with one of another release, is not a cache', async () => {
  await using machine = await fakeMachine()
  expect(await inspectCache(machine.cache)()).toEqual({ kind: 'missing' })
  await mkdir(machine.cache, { recursive: true })
  expect(await inspectCache(machine.cache)()).toMatchObject({ kind: 'damaged', reason: 'its manifest cannot be read' })
  await writeFile(join(machine.cache, 'manifest.json'), JSON.stringify({ tfjs: '3.0.0', library: 'x', road: 'stock', files: [] }))
  expect(await inspectCache(machine.cache)()).toMatchObject({ kind: 'damaged' })
})
