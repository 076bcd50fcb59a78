import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { f64, gru, key, lstm, simpleRnn, type Some, type Tensor, tensor, type Tree } from '../../../src/index.ts'
import { distance, magnitude } from '../../support/numbers.ts'
import { on } from './layers.ts'

type Weights = Readonly<Record<'w' | 'u' | 'b', Some>>
interface Vectors { readonly x: Some; readonly dy: Some; readonly y: Some; readonly dx: Some; readonly weights: Weights; readonly gradient: Weights }

const vectors = JSON.parse(readFileSync(new URL('pytorch.json', import.meta.url), 'utf8')) as Readonly<Record<string, Vectors>>

const read64 = (numbers: Some): Tensor => tensor(numbers, { precision: 'f64' })

const read = ({ w, u, b }: Weights): Tree => ({ w: read64(w), u: read64(u), b: read64(b) })

/** Roundings between an input and the last output: 4 steps of products of 3 and 2 terms and at most 12 other operations, there and back. */
const ROUNDINGS = 2 * 4 * (3 + 2 + 12)

const close = (found: Tree, wanted: Tree): void => {
  expect(distance(found, wanted)).toBeLessThanOrEqual(ROUNDINGS * 2 ** -52 * magnitude(wanted))
}

describe('PyTorch gives the same values and gradients, in f64', () => {
  test.each([
    { name: 'lstm', stage: lstm(2) }, { name: 'gru', stage: gru(2) }, { name: 'simpleRnn', stage: simpleRnn(2) },
  ])('$name', ({ name, stage }) => {
    const given = vectors[name]!
    const net = on([2, 4, 3], stage as Some)
    const [y, , back] = net.forward(f64, { key: key(0), train: true })([read(given.weights)], [], read64(given.x))
    close(y as Tensor, read64(given.y))
    const [[gradient], dx]: Some = back(read64(given.dy))
    close(gradient as Tree, read(given.gradient))
    close(dx as Tree, read64(given.dx))
  })
})
