import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equals, f32, foldIn, fromFlat, hashTree, key, normal, type Ops, pipe, type Some, type Tensor, tensor, toFlat } from '../../src/index.ts'
import {
  augment, type Augmentation, batches, dataset, inTurn, jitter, mapBatches, onInputs, randomFlip, randomShift,
} from '../../src/data/index.ts'
import { draw } from '../support/draw.ts'
import { holds } from '../support/examples.ts'
import { engines } from '../support/numbers.ts'
import { keys, upTo } from './examples.ts'

const [HEIGHT, WIDTH, CHANNELS] = [3, 4, 2] as const
const image = [HEIGHT, WIDTH, CHANNELS] as const
const SIZE = HEIGHT * WIDTH * CHANNELS

/** Images whose every number says where it stands; none is 0. */
const images = (count: number): Tensor => fromFlat([count, SIZE] as Some, upTo(count * SIZE).map((i) => i + 1))
const rowsOf = (x: Tensor): readonly (readonly number[])[] => {
  const flat = toFlat(x)
  return upTo(flat.length / SIZE).map((i) => flat.slice(i * SIZE, (i + 1) * SIZE))
}

/** One image whose pixel (row, column) is what `from` says, 0 where it says nothing. */
const moved = (pixels: readonly number[], from: (row: number, column: number) => readonly [number, number]): readonly number[] =>
  upTo(HEIGHT).flatMap((row) => upTo(WIDTH).flatMap((column) => upTo(CHANNELS).map((channel) => {
    const [y, x] = from(row, column)
    return y < 0 || y >= HEIGHT || x < 0 || x >= WIDTH ? 0 : pixels[(y * WIDTH + x) * CHANNELS + channel]!
  })))

const flipped = (pixels: readonly number[]) => moved(pixels, (row, column) => [row, WIDTH - 1 - column])
const shifted = (pixels: readonly number[], down: number, right: number) => moved(pixels, (row, column) => [row - down, column - right])

/** Which of some images a given one is. */
const which = (one: readonly number[], among: readonly (readonly number[])[]): number =>
  among.findIndex((other) => other.every((x, i) => x === one[i]))

const shifts = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => [down, right] as const))

describe('images', () => {
  test('randomShift: every image is one of its shifts, and every shift comes', () => {
    const [before, after] = [images(300), randomShift({ image, largest: 1 })(f32, key(4), images(300))]
    const found = rowsOf(after).map((one, i) => which(one, shifts.map(([down, right]) => shifted(rowsOf(before)[i]!, down, right))))
    expect(found).not.toContain(-1)
    // Of 300 draws from nine, each is seen at least 12 times: fewer has a chance of 9 · P(Binomial(300, 1/9) < 12) < 10⁻⁴, and the key is fixed.
    expect(shifts.every((_, i) => found.filter((f) => f === i).length >= 12)).toBe(true)
    expect(equals(randomShift({ image, largest: 0 })(f32, key(4), before), before)).toBe(true)
  })

  test('randomFlip: every image is as it was or mirrored, as often as was asked', () => {
    const before = images(300)
    const found = (probability: number) => rowsOf(randomFlip({ image, probability })(f32, key(5), before))
      .map((one, i) => which(one, [rowsOf(before)[i]!, flipped(rowsOf(before)[i]!)]))
    expect(found(0)).toEqual(upTo(300).map(() => 0))
    expect(found(1)).toEqual(upTo(300).map(() => 1))
    const half = found(0.5)
    expect(half).not.toContain(-1)
    // 300 coins: outside of 100 to 200 has a chance below 10⁻⁸.
    const heads = half.filter((f) => f === 1).length
    expect(heads > 100 && heads < 200).toBe(true)
    expect(equals(randomFlip({ image })(f32, key(5), before), randomFlip({ image, probability: 0.5 })(f32, key(5), before))).toBe(true)
  })

  test('in rows or with axes of their own: the same numbers', () => {
    const deep = f32.reshape(images(5), [5, HEIGHT, WIDTH, CHANNELS])
    for (const one of [randomShift({ image, largest: 2 }), randomFlip({ image })]) {
      expect(toFlat(one(f32, key(6), deep))).toEqual(toFlat(one(f32, key(6), images(5))))
      expect(one(f32, key(6), deep).shape).toEqual([5, HEIGHT, WIDTH, CHANNELS])
    }
  })

  test('jitter adds normal numbers', () => {
    const x = images(2)
    expect(equals(jitter({ deviation: 0.5 })(f32, key(7), x), f32.add(x, f32.scale(normal(f32, key(7), x.shape), 0.5)))).toBe(true)
    expect(equals(jitter({ deviation: 0 })(f32, key(7), x), x)).toBe(true)
  })
})

const all: readonly { readonly name: string, readonly of: Augmentation }[] = [
  { name: 'randomShift', of: randomShift({ image, largest: 1 }) },
  { name: 'randomFlip', of: randomFlip({ image }) },
  { name: 'jitter', of: jitter({ deviation: 0.1 }) },
  { name: 'inTurn', of: inTurn(randomFlip({ image }), randomShift({ image, largest: 1 }), jitter({ deviation: 0.1 })) },
]

describe.each(all)('$name is a pure function of its key', ({ of }) => {
  test('same key, same bits; nothing that goes in is changed; every engine', () => {
    holds(fc.property(keys, fc.integer({ min: 1, max: 5 }), (key, count) => {
      for (const ops of Object.values<Ops>(engines)) {
        const x = draw(ops, 1, [count, SIZE])
        const before = hashTree(x)
        expect(equals(of(ops, key, x), of(ops, key, x))).toBe(true)
        expect(hashTree(x)).toBe(before)
      }
    }), 15)
  })
  test('another key, other bits', () => {
    expect(equals(of(f32, key(1), images(8)), of(f32, key(2), images(8)))).toBe(false)
  })
})

describe('a stream augmented', () => {
  const examples = dataset<number, [24], [], 'float', 'float'>(images(7) as Some, tensor(upTo(7)) as Some)
  const plain = batches(examples, { size: 3, key: key(1), remainder: 'carry' })
  const change = inTurn(randomFlip({ image }), jitter({ deviation: 0.1 }))
  const stream = pipe(plain, augment(key(2), onInputs(change)))

  test('changes batch i by key number i, and not its labels; in any order', () => {
    for (const index of [5, 0, 12, 5]) {
      const { x, labels } = stream.at(index)
      expect(equals(x, change(f32, foldIn(key(2), index), plain.at(index).x))).toBe(true)
      expect(equals(labels, plain.at(index).labels)).toBe(true)
    }
    expect([stream.perEpoch, [...stream.from(3, 2)].map(hashTree)]).toEqual([plain.perEpoch, [3, 4].map((i) => hashTree(stream.at(i)))])
  })

  test('each of several draws from a key of its own', () => {
    const [first, second] = [randomFlip({ image }), jitter({ deviation: 0.1 })]
    const x = images(4)
    expect(equals(change(f32, key(3), x), second(f32, foldIn(key(3), 1), first(f32, foldIn(key(3), 0), x)))).toBe(true)
  })

  test('a function of the whole batch may change the labels too', () => {
    const swapped = pipe(plain, augment(key(2), (_key, { x, labels }) => ({ x, labels: f32.neg(labels) })), mapBatches(({ labels }) => toFlat(labels)))
    expect(swapped.at(0)).toEqual(toFlat(f32.neg(plain.at(0).labels)))
  })
})

test.each([
  ['images that do not fit', () => randomShift({ image: [2, 2, 1], largest: 1 })(f32, key(1), images(1)), 'randomShift: images [2, 2, 1] do not fit rows of [24]'],
  ['a distance', () => randomShift({ image, largest: 0.5 }), 'randomShift: largest 0.5 is not a whole number from 0 upward'],
  ['a probability', () => randomFlip({ image, probability: 1.5 }), 'randomFlip: probability 1.5 is not from 0 to 1'],
  ['a deviation', () => jitter({ deviation: -1 }), 'jitter: deviation -1 is not a finite number from 0 upward'],
])('misuse: %s', (_, wrong, message) => {
  expect(wrong).toThrow(message)
})
