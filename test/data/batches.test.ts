import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  type Batch, dense, type Float, foldIn, fromFlat, hashTree, initialize, input, key, permutation, pipe, sgd, softmaxCrossEntropy, type Some, tensor, trainStep,
} from '../../src/index.ts'
import { batches, batchStream, type BatchSettings, type BatchStream, countOf, dataset, mapBatches, splitDataset } from '../../src/data/index.ts'
import { type Digit, digitsDataset, readDigits } from '../../src/data/digits.ts'
import { Either } from '../../src/fp.ts'
import { holds } from '../support/examples.ts'
import { keys, numbered, numbersOf, sorted, upTo } from './examples.ts'

const sized = (size: number, rest: Omit<BatchSettings<number>, 'size'>) => ({ ...rest, size: size as never })
const taken = (stream: BatchStream<{ x: never, labels: never }>, index: number, count: number): readonly (readonly number[])[] =>
  [...stream.from(index, count)].map(numbersOf)

const sizes = fc.record({ key: keys, n: fc.integer({ min: 1, max: 30 }), size: fc.integer({ min: 1, max: 12 }) })

describe('what an epoch is', () => {
  test('drop: an order of its own for each epoch, cut into whole batches; the rest of the order is left out', () => {
    holds(fc.property(sizes, ({ key, n, size }) => {
      fc.pre(size <= n)
      const stream = batches(numbered(n), sized(size, { key, remainder: 'drop' }))
      const perEpoch = Math.floor(n / size)
      expect(stream.perEpoch).toBe(perEpoch)
      for (const epoch of [0, 1, 2]) {
        const rows = taken(stream as never, epoch * perEpoch, perEpoch)
        expect(rows.every(({ length }) => length === size)).toBe(true)
        expect(rows.flat()).toEqual(permutation(foldIn(key, epoch), n).slice(0, perEpoch * size))
      }
    }), 60)
  })

  test('carry: the orders of the epochs one after another, cut into batches; each example is seen equally often', () => {
    holds(fc.property(sizes, ({ key, n, size }) => {
      const stream = batches(numbered(n), sized(size, { key, remainder: 'carry' }))
      expect(stream.perEpoch).toBe(n / size)
      const rows = taken(stream as never, 0, n).flat()
      expect(rows).toEqual(upTo(size).flatMap((epoch) => permutation(foldIn(key, epoch), n)))
      expect(sorted(rows)).toEqual(sorted(upTo(size).flatMap(() => upTo(n))))
    }), 60)
  })

  test('refuse: as drop where nothing is left over, a misuse where something is', () => {
    holds(fc.property(sizes, ({ key, n, size }) => {
      const made = () => batches(numbered(n), sized(size, { key, remainder: 'refuse' }))
      if (n % size !== 0) expect(made).toThrow(`batches: ${String(n)} examples leave a remainder of ${String(n % size)} after batches of ${String(size)}`)
      else expect(taken(made() as never, 0, 2 * n / size)).toEqual(taken(batches(numbered(n), sized(size, { key, remainder: 'drop' })) as never, 0, 2 * n / size))
    }), 60)
  })

  test('in order: the same order in every epoch', () => {
    const order = (remainder: 'drop' | 'carry') => taken(batches(numbered(5), { size: 2, key: 'in order', remainder }) as never, 0, 5)
    expect(order('drop')).toEqual([[0, 1], [2, 3], [0, 1], [2, 3], [0, 1]])
    expect(order('carry')).toEqual([[0, 1], [2, 3], [4, 0], [1, 2], [3, 4]])
  })

  test('a batch may be longer than an epoch only where rows run on', () => {
    expect(taken(batches(numbered(2), { size: 5, key: 'in order', remainder: 'carry' }) as never, 0, 2)).toEqual([[0, 1, 0, 1, 0], [1, 0, 1, 0, 1]])
    expect(() => batches(numbered(2), { size: 5, key: 'in order', remainder: 'drop' }))
      .toThrow('batches: a batch of 5 from 2 examples would drop all of them; let the remainder carry on')
  })
})

describe('a stream is a pure function of the index', () => {
  test('a batch is the same whatever was taken before it, by whatever way, to the bit', () => {
    holds(fc.property(sizes, fc.constantFrom('drop', 'carry'), fc.array(fc.nat(60), { minLength: 1, maxLength: 12 }), ({ key, n, size }, remainder, indices) => {
      fc.pre(remainder === 'carry' || size <= n)
      const made = () => batches(numbered(n), sized(size, { key, remainder }))
      const one = made()
      for (const index of indices) {
        const alone = hashTree(made().at(index))
        expect(hashTree(one.at(index))).toBe(alone)
        expect([...one.from(index, 2)].map(hashTree)).toEqual([alone, hashTree(made().at(index + 1))])
      }
    }), 60)
  })

  test('gone through, it begins at 0 and has no end; a part of it can be gone through twice', () => {
    const stream = batches(numbered(3), { size: 1, key: key(2), remainder: 'refuse' })
    const seen: (readonly number[])[] = []
    for (const batch of stream) {
      seen.push(numbersOf(batch))
      if (seen.length === 7) break
    }
    const seven = stream.from(0, 7)
    expect(seen).toEqual([...seven].map(numbersOf))
    expect([...seven].map(numbersOf)).toEqual(seen)
    expect([...stream.from(5, 0)]).toEqual([])
  })

  test('each batch is made when it is asked for, and no sooner', () => {
    const asked: number[] = []
    const stream = mapBatches((batch: number, index) => batch * 10 + index)(batchStream((index) => { asked.push(index); return index }, 4))
    const [first, second] = stream.from(7)
    expect([first, second, asked, stream.perEpoch]).toEqual([77, 88, [7, 8], 4])
    expect(stream.at(3)).toBe(33)
  })

  test('no number of a batch is refused', () => {
    const stream = batches(numbered(3), { size: 1, key: key(2), remainder: 'refuse' })
    expect(() => stream.at(-1)).toThrow('batch: -1 is not a whole number from 0 upward')
    expect(() => stream.at(0.5)).toThrow('batch: 0.5 is not')
    expect(() => stream.from(NaN)).toThrow('batches from: NaN is not')
    expect(() => stream.from(0, -2)).toThrow('count of batches: -2 is not')
    expect(() => batches(numbered(3), sized(0, { key: 'in order', remainder: 'drop' }))).toThrow('batches: size 0 is not a whole number above 0')
    expect(() => batches(numbered(3), { size: 1, key: 'in order', remainder: 'keep' as 'drop' })).toThrow('batches: remainder "keep" is not drop, carry or refuse')
  })
})

describe('what the compiler knows', () => {
  const flowers = dataset(tensor([[1, 2, 3, 4], [5, 6, 7, 8], [9, 8, 7, 6]]), tensor([[1, 0, 0], [0, 1, 0], [0, 0, 1]]))
  const step = trainStep(pipe(input([2, 4]), dense(3)), softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
  const settings = { key: key(1), remainder: 'carry' } as const

  test('batches of the step\'s size fit the step', () => {
    const stream = batches(flowers, { size: 2, ...settings })
    expectTypeOf(stream).toEqualTypeOf<BatchStream<Batch<Float<readonly [2, 4]>, Float<readonly [2, 3]>>>>()
    expectTypeOf(stream.at).returns.toEqualTypeOf<Parameters<typeof step>[1]>()
    const [next, { loss }] = step(initialize(step, key(3)), stream.at(0))
    expect([next.params[0].w.shape, loss.shape]).toEqual([[4, 3], []])
  })

  test('batches of another size do not', () => {
    const stream = batches(flowers, { size: 3, ...settings })
    // @ts-expect-error -- batches of 3 for a network that was built for 2
    expect(() => step(initialize(step, key(3)), stream.at(0))).toThrow('step: x is [3, 4], the network was built for [2, 4]')
  })

  test('what happens to the remainder must be said, and the size be one number', () => {
    // @ts-expect-error -- no remainder
    expect(() => batches(flowers, { size: 2, key: key(1) })).toThrow('batches: remainder "undefined" is not')
    // @ts-expect-error -- a size that the compiler does not know
    expect(batches(flowers, { size: 2 as number, ...settings }).perEpoch).toBe(1.5)
    // @ts-expect-error -- a size that may be 2 or 3
    expect(batches(flowers, { size: 2 as 2 | 3, ...settings }).perEpoch).toBe(1.5)
  })
})

describe('the digits in the very order that the published weights were trained in', () => {
  const [BATCH, HELD_OUT, EPOCHS] = [32, 360, 3] as const
  const [splitKey, orderKey] = [key(5), key(6)]

  /** That order in plain arrays: split by key, then each epoch in its own order, of which what fills no batch is left out. */
  const plain = (digits: readonly Digit[]) => {
    const all = permutation(splitKey, digits.length).map((i) => digits[i]!)
    const training = all.slice(HELD_OUT)
    const perEpoch = Math.floor(training.length / BATCH)
    return {
      heldOut: all.slice(0, HELD_OUT),
      batches: upTo(EPOCHS).map((epoch) => permutation(foldIn(orderKey, epoch), training.length)).flatMap((order) =>
        upTo(perEpoch).map((b) => order.slice(b * BATCH, (b + 1) * BATCH).map((i) => training[i]!))),
    }
  }
  const asBatch = (digits: readonly Digit[]) => ({
    x: fromFlat([digits.length, 64] as Some, digits.flatMap(({ pixels }) => pixels)),
    labels: fromFlat([digits.length, 10] as Some, digits.flatMap(({ digit }) => upTo(10).map((c) => c === digit ? 1 : 0))),
  })

  test('the first 100 batches and the held-out digits, to the bit', async () => {
    const read = await readDigits('src/data/digits.csv.gz')()
    const digits = Either.isRight(read) ? read.right : []
    const wanted = plain(digits)
    const { training, heldOut } = splitDataset(digitsDataset(digits), splitKey, { heldOut: HELD_OUT })
    const stream = batches(training, { size: BATCH, key: orderKey, remainder: 'drop' })
    // 1437 digits are 44 batches an epoch: the first 100 reach into the third.
    expect([countOf(training), stream.perEpoch, wanted.batches.length]).toEqual([1437, 44, 132])
    expect([...stream.from(0, 100)].map(hashTree)).toEqual(wanted.batches.slice(0, 100).map((rows) => hashTree(asBatch(rows))))
    expect(hashTree(heldOut)).toBe(hashTree(asBatch(wanted.heldOut)))
  })
})
