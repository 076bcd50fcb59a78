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

/** What the workers wait for and count, as 32-bit words of memory: the number of the job, how many are done, the arguments. */
const [JOB, DONE, ARGUMENTS] = [256, 272, 288]
const PAGES = 64
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
    if (thread < threads) matmul(...operands, thread, threads)
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

const lines = (count: number): number => Math.ceil(count / 16) * 16

/** Sets the four arrays into memory at word 1024 and after, with guards between; the one of number `last` ends with memory. */
const placed = (lengths: readonly number[], last: number): readonly number[] => {
  const places: number[] = []
  let at = 1024
  lengths.forEach((length, i) => {
    const [size, here] = [lines(length), i === last ? FLOATS - lines(length) : at]
    places.push(here)
    if (i !== last) at += size + 32
  })
  return places
}

const GUARD = 0x5eed5eed

const same = (got: Float32Array, right: Float32Array): boolean => got.every((x, i) => Object.is(x, right[i]))

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
  const scratchLength = matmulScratch({ transposeLeft: (flags & 1) !== 0, transposeRight: (flags & 2) !== 0, batch, n, k, m }) / 4
  const numbers = pools[cases++ % pools.length]!
  const part = (length: number): Float32Array => {
    const from = Math.floor(random() * (numbers.length - length))
    return numbers.subarray(from, from + length)
  }
  const [a, b] = [part(batch * n * k), part(batch * k * m)]
  const expected = right(product, a, b)
  const [atA = 0, atB = 0, atOut = 0, atScratch = 0] = placed([a.length, b.length, expected.length, scratchLength], cases % 5)
  const found: string[] = []
  for (const threads of threadCounts) {
    const wrong = (what: string) => found.push(`${['NN', 'TN', 'NT', 'TT'][flags]!} ${batch} × ${n} × ${k} × ${m} on ${threads}: ${what}`)
    for (const [at, x] of [[atA, a], [atB, b]] as const) {
      floats.fill(NaN, at, at + lines(x.length))
      floats.set(x, at)
    }
    floats.fill(NaN, atScratch, atScratch + scratchLength)
    const guards = [[atOut - 16, atOut + lines(expected.length) + 16], [atScratch + scratchLength, atScratch + scratchLength + 16]]
    ...
  }
  return found
}
