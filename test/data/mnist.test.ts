import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { countOf, toFlat, toNested } from '../../src/index.ts'
import { readMnist } from '../../src/data/mnist.ts'
import { left, right } from '../run/scratch.ts'

const folder = mkdtempSync(join(tmpdir(), 'pullback-mnist-'))

/** A file in the form of IDX: bytes of these sizes. */
const idx = (name: string, sizes: readonly number[], bytes: readonly number[]): string => {
  const header = [0, 0, 8, sizes.length, ...sizes.flatMap((size) => [0, 0, size >> 8, size & 255])]
  writeFileSync(join(folder, name), Uint8Array.from([...header, ...bytes]))
  return join(folder, name)
}

const pixels = Array.from({ length: 2 * 784 }, (_, i) => i % 256)
const images = idx('images', [2, 28, 28], pixels)
const labels = idx('labels', [2], [3, 9])

describe('images and labels in the form of MNIST', () => {
  it('are grey values from 0 to 1 in rows, and one-hot classes', async () => {
    const data = right(await readMnist(images, labels)())
    expect(toFlat(data.x)).toEqual(pixels.map((v) => Math.fround(v * Math.fround(1 / 255))))
    expect(Math.max(...toFlat(data.x))).toBe(1)
    expect(toNested(data.labels)).toEqual([3, 9].map((kind) => Array.from({ length: 10 }, (_, c) => c === kind ? 1 : 0)))
  })

  it.each([
    ['labels for images', labels, labels, 'it holds i32 [2], not images of 28×28 bytes'],
    ['images for labels', images, images, 'it holds i32 [2, 28, 28], not 2 labels'],
    ['labels of another number', images, idx('three', [3], [1, 2, 3]), 'it holds i32 [3], not 2 labels'],
    ['a class that there is not', images, idx('eleven', [2], [3, 11]), 'label 1 is 11, not a class from 0 to 9'],
  ])('%s are refused', async (_name, x, t, reason) => {
    expect(left(await readMnist(x, t)())).toMatchObject({ reason })
  })

  const debian = '/usr/share/datasets/fashion-mnist'
  it.skipIf(!existsSync(debian))('Fashion-MNIST: 10,000 test images, 1,000 of each class (skipped where Debian\'s dataset-fashion-mnist is not installed)', async () => {
    const data = right(await readMnist(`${debian}/t10k-images-idx3-ubyte.gz`, `${debian}/t10k-labels-idx1-ubyte.gz`)())
    expect(countOf(data)).toBe(10_000)
    const flat = toFlat(data.labels)
    expect(Array.from({ length: 10 }, (_, c) => flat.reduce((n: number, v, i) => i % 10 === c ? n + v : n, 0))).toEqual(Array.from({ length: 10 }, () => 1000))
  })
})
