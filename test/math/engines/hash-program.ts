/**
 * Runs on any engine with node:crypto: prints, as one line of JSON, a SHA-256 for each function over the f64 results
 * and over the f32 results of 2^20 inputs. NaN is written with one bit pattern; −0 and subnormals as they are.
 *
 *     node --import tsx hash-program.ts        bun hash-program.ts        deno run hash-program.ts
 */
import { createHash } from 'node:crypto'
import * as math from '../../../src/math/index.ts'
import { draw, fromWords } from '../sample.ts'

const COUNT = 2 ** 20

const special = [
  0, 0.25, 0.5, 1, 2, 3, 22, 64, 708, 709.782712893384, 745.2, 65536, 1e22, 2 ** 53, 1.7976931348622157e308,
  5e-324, 2.225073858507201e-308, 2.2250738585072014e-308, Infinity, NaN,
].flatMap(x => [x, -x])

/**
 * One input in four is any 64 bits; the others have a size between lowest and highest powers of two, where the function
 * is not constant, and any sign and significand. The special values come first.
 */
const inputs = (seed: number, lowest: number, highest: number): Float64Array => {
  const from = draw(seed)
  return Float64Array.from({ length: COUNT }, (_, i) => {
    if (i < special.length ** 2) return special[seed % 2 === 0 ? i % special.length : Math.floor(i / special.length)] ?? 0
    const high = from.word()
    const low = from.word()
    const exponent = 1023 + lowest + (from.word() % (highest - lowest))
    return fromWords(i % 4 === 0 ? high : ((high & 0x800fffff) | (exponent << 20)) >>> 0, low)
  })
}

const hash = (results: Float64Array | Float32Array): string => {
  const width = results.BYTES_PER_ELEMENT
  const bytes = new DataView(new ArrayBuffer(results.length * width))
  results.forEach((y, i) => {
    if (y !== y) bytes.setUint32(width === 8 ? i * 8 + 4 : i * 4, width === 8 ? 0x7ff80000 : 0x7fc00000, true)
    else if (width === 8) bytes.setFloat64(i * 8, y, true)
    else bytes.setFloat32(i * 4, y, true)
  })
  return createHash('sha256').update(bytes).digest('hex')
}

const hashes = (f: (x: number, y: number) => number, lowest: number, highest: number) => {
  const xs = inputs(1, lowest, highest)
  const ys = inputs(2, lowest, highest)
  const second = (i: number): number => ys[i] ?? 0
  return {
    f64: hash(xs.map((x, i) => f(x, second(i)))),
    f32: hash(Float32Array.from(xs, (x, i) => f(Math.fround(x), Math.fround(second(i))))),
  }
}

const sizes: { readonly [name: string]: readonly [lowest: number, highest: number] } = {
  log: [-40, 40],
  sin: [-30, 40],
  cos: [-30, 40],
  erfinv: [-30, 0],
  pow: [-8, 8],
}

const functions: [string, (x: number, y: number) => number][] = Object.entries(math)
console.log(
  JSON.stringify(
    Object.fromEntries(functions.map(([name, f]) => [name, hashes(f, ...(sizes[name] ?? ([-30, 10] as const)))])),
  ),
)
