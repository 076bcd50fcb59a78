import { describe, expect, it } from 'vitest'
import { compileAssembly } from '../../../build-assembly.ts'
import { mathTables } from '../../../src/engines/wasm/math-tables.ts'
import { PAGE, platform } from '../../../src/engines/wasm/platform.ts'
import * as math from '../../../src/math/index.ts'

/**
 * Every how many f32 one is tried. All of them, which takes minutes a function:
 * `MATH_STRIDE=1 npx vitest run test/engines/wasm/math.test.ts`.
 */
const stride = Number(process.env['MATH_STRIDE'] ?? 4093)
const timeout = 60_000 + 4e9 / stride

type Name = keyof typeof math
type Unary = Exclude<Name, 'pow'>

/** Numbers that are computed at once, and where they lie in memory. */
const CHUNK = 65536
const [X, Y, TO] = [PAGE, PAGE + 4 * CHUNK, PAGE + 8 * CHUNK]

const { Memory, Module, Instance } = platform.WebAssembly!
const memory = new Memory({ initial: (PAGE + 16 * CHUNK) / PAGE, maximum: 65536, shared: true })
for (const { address, numbers } of mathTables) new Float64Array(memory.buffer, address, numbers.length).set(numbers)
const { exports } = new Instance(new Module(compileAssembly('test/engines/wasm/math-entry.ts')), { env: { memory } })
const loops = exports as Readonly<Record<string, (x: number, y: number, to: number, count: number) => void>>

/**
 * Where the machine has other bits than `src/math`, NaNs being equal: `Each` compares f32 results, `Exactly` the f64 before the
 * rounding. There are at most a chunk of numbers.
 */
const differences = (name: Name, loop: 'Each' | 'Exactly', x: Float32Array, y = x): readonly string[] => {
  new Float32Array(memory.buffer, X, CHUNK).set(x)
  new Float32Array(memory.buffer, Y, CHUNK).set(y)
  loops[name + loop]!(X, Y, TO, Math.ceil(x.length / 4) * 4)
  const results = loop === 'Each' ? new Float32Array(memory.buffer, TO, CHUNK) : new Float64Array(memory.buffer, TO, CHUNK)
  const [f, round] = [math[name], loop === 'Each' ? Math.fround : (value: number) => value]
  const found: string[] = []
  for (let i = 0; i < x.length; i++) {
    const right = round(f(x[i]!, y[i]!))
    if (!Object.is(results[i], right)) found.push(`${name}(${x[i]}, ${y[i]}): ${results[i]}, not ${right}`)
  }
  return found
}

const expectNone = (found: readonly string[]): void => expect(found.length, found.slice(0, 10).join('\n')).toBe(0)

const fromBits = (bits: readonly number[]): Float32Array => new Float32Array(Uint32Array.from(bits).buffer)
const bitsOf = (values: readonly number[]): readonly number[] => [...new Uint32Array(Float32Array.from(values).buffer)]
const chunks = (all: Float32Array): readonly Float32Array[] =>
  Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, i) => all.subarray(i * CHUNK, (i + 1) * CHUNK))
const bothSigns = (bits: readonly number[]): readonly number[] => bits.flatMap((b) => [b, (b | 0x80000000) >>> 0])
const around = (values: readonly number[], reach: number): readonly number[] =>
  bothSigns(bitsOf(values).flatMap((b) => Array.from({ length: 2 * reach }, (_, i) => b + i - reach)))

/** One of `every` f32, chunk by chunk. */
function* spread(every: number): Generator<Float32Array> {
  const count = Math.floor(2 ** 32 / every)
  for (let start = 0; start < count; start += CHUNK) {
    yield fromBits(Array.from({ length: Math.min(CHUNK, count - start) }, (_, i) => (start + i) * every))
  }
}

/** 0, the ends of the subnormals and of the finite numbers, ∞, and NaNs, a signalling one among them. */
const special = bothSigns([0, 1, 0x7fffff, 0x800000, 0x3f800000, 0x7f7fffff, 0x7f800000, 0x7f800001, 0x7fc00000, 0x7fffffff])

/** Where a function of `src/math`, or of the machine, takes another way, and where f32 results reach their last value. */
const borders = [
  2 ** -126, 1e-10, 3e-9, 0.0054, 0.25, 0.3, 0.4, 0.7057, 1, 1.4115, 3.92, 5, 5.22, 5.94, 9.02, 17.33, 22, 40, 64, 88.73, 103.98, 200,
  708, 709, 710, 745.14, 746, 65536, 2 ** 127,
]
const turns = Array.from({ length: 4096 }, (_, i) => (i + 1) * Math.PI / 32)
const dense = fromBits([...special, ...around(borders, 2048), ...around(turns, 3)])

/** Where the machine computes what `src/math` does; elsewhere it does not, or only its f32 result is the same. */
const inside: Readonly<Record<Unary, (x: number) => boolean>> = {
  exp: (x) => Math.abs(x) < 200,
  expm1: (x) => Math.abs(x) < 40 && x !== 0,
  log: (x) => x > 0 && x < Infinity,
  log1p: (x) => x > -1 && x < Infinity && x !== 0,
  tanh: (x) => x > 0 && x < 22,
  sigmoid: (x) => Math.abs(x) < 64,
  softplus: (x) => Math.abs(x) < 64,
  erf: (x) => x > 0 && x < 5.94,
  erfinv: (x) => x > 0 && x < 1,
  sin: (x) => Math.abs(x) >= 3e-9 && Math.abs(x) < Infinity,
  cos: (x) => Math.abs(x) < Infinity,
}
const names = Object.keys(inside) as Unary[]

describe('the elementary functions of the machine', () => {
  it.each(names)('%s has the bits of src/math, rounded', (name) => {
    const found = chunks(dense).flatMap((x) => differences(name, 'Each', x))
    for (const x of spread(stride)) found.push(...differences(name, 'Each', x))
    expectNone(found)
  }, timeout)

  it.each(names)('%s has them before rounding', (name) => {
    const found = [...chunks(dense), ...spread(stride * 8)].flatMap((x) => differences(name, 'Exactly', x.filter(inside[name])))
    expectNone(found)
  }, timeout)
})

describe('pow of the machine', () => {
  const scattered = (i: number): number => Math.imul(i, 0x9e3779b1) >>> 0
  const pairs = (loop: 'Each' | 'Exactly', count: number, x: (i: number) => number, y: (i: number, x: number) => number): void => {
    const xs = fromBits(Array.from({ length: count }, (_, i) => x(i)))
    const ys = chunks(fromBits(Array.from({ length: count }, (_, i) => y(i, xs[i]!))))
    expectNone(chunks(xs).flatMap((some, i) => differences('pow', loop, some, ys[i])))
  }
  const wholes = [0.5, 0.9, 2, 2.5, 3, 4, 1e-30, 1e30, 2 ** 24 - 1, 2 ** 24, 2 ** 24 + 2]
  const values = [...special, ...bothSigns(bitsOf(wholes)), ...around([1], 3)]
  /** An exponent for which x^y is from e^(−145) to e^127. */
  const moderate = (i: number, x: number): number => bitsOf([(i % 3000 - 1600) / 11 / math.log(x)])[0]!

  it('has the bits of src/math, rounded, for every special value and every other', () => {
    pairs('Each', values.length ** 2, (i) => values[i % values.length]!, (i) => values[Math.floor(i / values.length)]!)
  })

  it('has them everywhere', () => {
    pairs('Each', 2 ** 19, (i) => (i * 8191) >>> 0, scattered)
  })

  it('has them where results are finite, and where they end', () => {
    pairs('Each', 2 ** 18, (i) => scattered(i) >>> 1, moderate)
  })

  it('has them for both signs and small whole exponents and halves', () => {
    pairs('Each', 2 ** 17, scattered, (i) => bitsOf([(i % 41 - 20) / 2])[0]!)
  })

  it('has them before rounding', () => {
    pairs('Exactly', 2 ** 17, (i) => (scattered(i) >>> 1) % 0x7f800000, moderate)
  })
})

it('the tables have aligned places of their own below the static data', () => {
  const places = [...mathTables].sort((a, b) => a.address - b.address)
  places.forEach(({ address, numbers }, i) => {
    expect(address % 16).toBe(0)
    expect(address).toBeGreaterThanOrEqual(1024)
    expect(address + numbers.byteLength).toBeLessThanOrEqual(places[i + 1]?.address ?? 32768)
  })
})
