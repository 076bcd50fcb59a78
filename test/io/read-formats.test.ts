import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { number, text } from '../../src/formats/csv-cell.ts'
import { encodeNpy } from '../../src/formats/npy.ts'
import { encodeNpz } from '../../src/formats/npz.ts'
import { encodeSafetensors } from '../../src/formats/safetensors.ts'
import { tensor, type Tensor, toFlat, treeEquals } from '../../src/index.ts'
import { storageOf } from '../../src/tensor/host.ts'
import { readCsv, readIdx, readJsonLines, readNpy, readNpz, readSafetensors } from '../../src/io/read-formats.ts'
import { writeNpy, writeNpz, writeSafetensors } from '../../src/io/write-formats.ts'
import { read, refusal } from '../formats/outcome.ts'
import { newFolder } from './folder.ts'

const x = tensor([[1, 2], [3, 4]])

const readers: readonly (readonly [name: string, content: string | Uint8Array, wanted: unknown, read: (file: string) => Promise<unknown>])[] = [
  ['a.idx', Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 5, 6), [5, 6], async (file) => toFlat(read(await readIdx(file)()))],
  ['a.npy', encodeNpy(x), true, async (file) => treeEquals(read(await readNpy(file)()), x)],
  ['a.npz', encodeNpz({ x }, { compressed: true }), true, async (file) => treeEquals(read(await readNpz(file)()), { x })],
  ['a.safetensors', encodeSafetensors({ x }), true, async (file) => treeEquals(read(await readSafetensors(file)()).tensors, { x })],
  ['a.jsonl', '{"a":1}\n[]\n', [{ a: 1 }, []], async (file) => read(await readJsonLines(file)())],
  ['a.csv', '\ufeffa,b\n1,é\n', [{ a: 1, b: 'é' }], async (file) => read(await readCsv(file, { columns: { a: { holds: number() }, b: { holds: text } } })())],
]

describe.each(readers)('%s', (name, content, wanted, read) => {
  test('is read, also packed', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, name), content)
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content))
    expect(await read(join(folder, name))).toEqual(wanted)
    expect(await read(join(folder, `${name}.gz`))).toEqual(wanted)
  })

  test('is refused with its name when it is not there, a folder, or packed and cut', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content).subarray(0, -9))
    await expect(read(join(folder, name))).rejects.toThrow(`${name}: there is no such file`)
    await expect(read(folder)).rejects.toThrow('this is a folder, not a file')
    await expect(read(join(folder, `${name}.gz`))).rejects.toThrow(`${name}.gz: it ends in .gz but is not a whole gzip file`)
  })
})

test('text that is not UTF-8 is refused, not mended', async () => {
  const file = join(newFolder(), 'a.csv')
  writeFileSync(file, Buffer.from('a\nGr\xfc\xdfe\n', 'latin1'))
  expect(refusal(await readCsv(file, { columns: { a: { holds: text } } })())).toContain('a.csv: it is not UTF-8 text')
})

test('what is written is read back', async () => {
  const folder = newFolder()
  read(await writeNpy(join(folder, 'x.npy'), x)())
  read(await writeNpz(join(folder, 'x.npz'), { x }, { compressed: true })())
  read(await writeSafetensors(join(folder, 'x.safetensors'), { x }, { note: 'y' })())
  expect(treeEquals(read(await readNpy(join(folder, 'x.npy'))()), x)).toBe(true)
  expect(treeEquals(read(await readNpz(join(folder, 'x.npz'))()), { x })).toBe(true)
  expect(read(await readSafetensors(join(folder, 'x.safetensors'))()).metadata).toEqual({ note: 'y' })
})

/** Debian's package `dataset-fashion-mnist`. */
const FASHION = '/usr/share/datasets/fashion-mnist'

/** How often each number from 0 to 255 is there. The numbers themselves are looked at, since copies of 47 million take seconds. */
const countsOf = (x: Tensor): readonly number[] => {
  const counts = new Uint32Array(256)
  const numbers = storageOf('test', x)
  for (let i = 0; i < numbers.length; i++) counts[numbers[i]!]!++
  return [...counts]
}

describe('Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017: 60,000 and 10,000 images of 28×28 grey values, ten classes of one size)', () => {
  test.for([['train', 60_000], ['t10k', 10_000]] as const)('%s', async ([part, count], context) => {
    if (!existsSync(FASHION)) {
      console.warn(`\nFASHION-MNIST NOT READ: ${FASHION} is not there (Debian: apt-get install dataset-fashion-mnist)\n`)
      return context.skip(`${FASHION} is not there`)
    }
    const labels = read(await readIdx(join(FASHION, `${part}-labels-idx1-ubyte.gz`))())
    expect(labels.shape).toEqual([count])
    expect(countsOf(labels)).toEqual([...Array<number>(10).fill(count / 10), ...Array<number>(246).fill(0)])
    const images = read(await readIdx(join(FASHION, `${part}-images-idx3-ubyte.gz`))())
    expect(images.shape).toEqual([count, 28, 28])
    const greys = countsOf(images)
    expect(greys.reduce((sum, times) => sum + times, 0)).toBe(count * 28 * 28)
    expect(greys.indexOf(0)).toBe(-1)
  })
})
