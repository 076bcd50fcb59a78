import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, it } from 'vitest'
import { compileAssembly } from '../../../build-assembly.ts'
import { matmulInto } from '../../../src/engines/eager/kernels/matmul.ts'
import { matmulScratch } from '../../../src/engines/wasm/matmul-scratch.ts'
import { PAGE, platform } from '../../../src/engines/wasm/platform.ts'

interface Product {
  readonly flags: number
  readonly batch: number
  readonly n: number
  readonly k: number
  readonly m: number
}

/** What the workers wait for and tell, as 32-bit words of memory: the job's number, how many are done and trapped, the arguments. */
const [JOB, DONE, TRAPPED, ARGUMENTS] = [256, 272, 273, 288]
const PAGES = 128
const FLOATS = PAGES * PAGE / 4
const WORKERS = 2

const { Memory, Module, Instance } = platform.WebAssembly!
const memory = new Memory({ initial: PAGES, maximum: 65536, shared: true })
const module = new Module(compileAssembly('test/engines/wasm/matmul-entry.ts'))
const { matmul } = new Instance(module, { env: { memory } }).exports as { matmul: (...words: readonly number[]) => void }
const [floats, words] = [new Float32Array(memory.buffer), new Int32Array(memory.buffer)]

const workers = Array.from({ length: WORKERS }, (_, i) => new Worker(`
  const { module, memory, thread } = require('node:worker_threads').workerData
  const { matmul } = new WebAssembly.Instance(module, { env: { memory } }).exports
  const words = new Int32Array(memory.buffer)
  for (let job = 0; ; job++) {
    Atomics.wait(words, ${JOB}, job)
    const [threads, ...operands] = words.subarray(${ARGUMENTS}, ${ARGUMENTS + 10})
    if (threads === 0) break
    try {
      if (thread < threads) matmul(...operands, thread, threads)
    } catch {
      Atomics.add(words, ${TRAPPED}, 1)
    }
    Atomics.add(words, ${DONE}, 1)
    Atomics.notify(words, ${DONE})
  }
`, { eval: true, workerData: { module, memory, thread: i + 1 } }))

const publish = (threads: number, operands: readonly number[]): void => {
  words.set([threads, ...operands], ARGUMENTS)
  words[DONE] = 0
  Atomics.add(words, JOB, 1)
  Atomics.notify(words, JOB)
}

afterAll(async () => {
  publish(0, [])
  await Promise.all(workers.map((worker) => worker.terminate()))
})

/** Runs on so many threads at once; on more than there are, one after the other, which must make no difference. */
const run = (threads: number, operands: readonly number[]): void => {
  if (threads > WORKERS + 1) {
    for (let thread = threads - 1; thread >= 0; thread--) matmul(...operands, thread, threads)
    return
  }
  if (threads > 1) publish(threads, operands)
  matmul(...operands, 0, threads)
  for (let done = threads > 1 ? Atomics.load(words, DONE) : WORKERS; done < WORKERS; done = Atomics.load(words, DONE)) {
    Atomics.wait(words, DONE, done)
  }
  if (Atomics.exchange(words, TRAPPED, 0) > 0) throw Error('a worker read or wrote outside of memory')
}

let state = 1
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}

const pool = (number: () => number): Float32Array => Float32Array.from({ length: 1 << 18 }, number)
const ordinary = (): number => (random() - 0.5) * 2 ** (random() * 12)
const special = [NaN, Infinity, -Infinity, -0, 0, 1e-45, -1e-40, 2 ** -126, 3.4e38, -3.4e38, 1]
const anySpecial = (): number => special[Math.floor(random() * special.length)]!

/** Numbers to multiply: only ordinary ones; some special ones among them; few special ones; zeros, ones and subnormals. */
const pools = [
  pool(ordinary),
  pool(() => random() < 0.02 ? anySpecial() : ordinary()),
  pool(() => random() < 0.001 ? anySpecial() : ordinary()),
  pool(() => [0, -0, 1, -1, 1e-42, -3e-44, 1e-20, -1e-25][Math.floor(random() * 8)]!),
]

/** The numbers of whole lines of the cache, which every array has. */
const padded = (count: number): number => Math.ceil(count / 16) * 16

/** Numbers around an array that belong to nobody. */
const MARGIN = 16
const GUARD = 0x5eed5eed

/** Where arrays lie, with margins between them; the one of number `last` ends where memory ends. */
const placesOf = (lengths: readonly number[], last: number): readonly number[] => {
  let next = PAGE / 4
  return lengths.map((length, i) => {
    if (i === last) return FLOATS - padded(length)
    const place = next + MARGIN
    next = place + padded(length) + MARGIN
    return place
  })
}

const right = ({ flags, batch, n, k, m }: Product, a: Float32Array, b: Float32Array): Float32Array => {
  const out = new Float32Array(batch * n * m)
  const strides = (rows: number, columns: number, transposed: boolean) =>
    transposed ? { rowStride: 1, columnStride: rows } : { rowStride: columns, columnStride: 1 }
  for (let i = 0; i < batch; i++) {
    matmulInto(
      out, i * n * m, { numbers: a, offset: i * n * k, ...strides(n, k, (flags & 1) !== 0) },
      { numbers: b, offset: i * k * m, ...strides(k, m, (flags & 2) !== 0) }, n, k, m, Math.fround,
    )
  }
  return out
}

let cases = 0

/** What is wrong with a product on each of these numbers of threads. */
const faults = (product: Product, threadCounts: readonly number[]): readonly string[] => {
  const { flags, batch, n, k, m } = product
  const numbers = pools[cases++ % pools.length]!
  const some = (length: number): Float32Array => {
    const from = Math.floor(random() * (numbers.length - length))
    return numbers.subarray(from, from + length)
  }
  const [a, b] = [some(batch * n * k), some(batch * k * m)]
  const expected = right(product, a, b)
  const scratch = matmulScratch({ transposeLeft: (flags & 1) !== 0, transposeRight: (flags & 2) !== 0, batch, n, k, m }) / 4
  const lengths = [a.length, b.length, expected.length, scratch]
  const places = placesOf(lengths, cases % 5)
  const [atA, atB, atOut, atScratch] = places as [number, number, number, number]
  const found: string[] = []
  for (const threads of threadCounts) {
    places.forEach((place, i) => words.fill(GUARD, place - MARGIN, place + padded(lengths[i]!) + MARGIN))
    // What follows the numbers of an operand inside its last line may be anything.
    floats.fill(NaN, atA, atA + padded(a.length)).set(a, atA)
    floats.fill(NaN, atB, atB + padded(b.length)).set(b, atB)
    floats.fill(NaN, atScratch, atScratch + scratch)
    run(threads, [flags, batch, n, k, m, 4 * atA, 4 * atB, 4 * atOut, 4 * atScratch])
    const wrong = expected.findIndex((x, i) => !Object.is(x, floats[atOut + i]))
    const touched = [...[atOut - MARGIN, atScratch - MARGIN], ...[atOut + expected.length, atScratch + scratch]].some((from) =>
      words.subarray(from, from + MARGIN).some((word) => word !== GUARD))
    const name = `${['NN', 'TN', 'NT', 'TT'][flags]!} ${batch} × ${n} × ${k} × ${m} on ${threads}`
    if (wrong !== -1) found.push(`${name}: element ${wrong} is ${floats[atOut + wrong]!}, not ${expected[wrong]!}`)
    if (touched) found.push(`${name}: wrote beside its arrays`)
  }
  return found
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1)
const odd = Array.from({ length: 25 }, (_, i) => 21 + 2 * i)

describe.each([0, 1, 2, 3])('a product of matrices with flags %i has the bits of the eager engine', (flags) => {
  const products = (all: readonly (readonly [number, number, number, number])[], threadCounts: readonly number[]): readonly string[] =>
    all.flatMap(([batch, n, k, m]) => faults({ flags, batch, n, k, m }, threadCounts)).slice(0, 10)

  it('all sizes to 20', () => {
    const all = upTo(20).flatMap((n) => upTo(20).flatMap((m) => upTo(20)
      .filter((k) => (n + 3 * m + 7 * k) % 4 === flags)
      .map((k) => [1 + (n + m + k) % 3, n, k, m] as const)))
    const found = all.flatMap(([batch, n, k, m], i) => faults({ flags, batch, n, k, m }, [1 + i % 3]))
    expect(found.slice(0, 10)).toEqual([])
  })

  it('odd sizes to 69', () => {
    expect(products(odd.flatMap((n) => odd.map((m) => [1, n, 1 + (5 * n + 11 * m) % 70, m] as const)), [2])).toEqual([])
  })

  it.each([255, 256, 257, 513])('%i products in a sum', (k) => {
    const sizes = [1, 2, 3, 5, 16, 17, 34]
    expect(products(sizes.flatMap((n) => sizes.map((m) => [1, n, k, m] as const)), [1, 2, 3])).toEqual([])
  })

  it('more than one chunk of rows', () => {
    expect(products([[1, 131, 20, 36], [1, 257, 300, 21], [2, 129, 33, 140]], [1, 2, 3])).toEqual([])
  })

  it('more threads than there is work, and more than scratch was set aside for', () => {
    expect(products([[1, 3, 20, 17], [3, 20, 40, 37], [1, 140, 300, 20], [1, 5, 18, 700]], [5, 32, 255])).toEqual([])
  })
})

it('sets no scratch aside where nothing is packed', () => {
  expect(matmulScratch({ transposeLeft: false, transposeRight: false, batch: 1, n: 2, k: 784, m: 128 })).toBe(0)
  expect(matmulScratch({ transposeLeft: true, transposeRight: false, batch: 8, n: 64, k: 64, m: 16 })).toBe(0)
})
