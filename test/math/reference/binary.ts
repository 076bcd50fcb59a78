/** An exact binary number, significand·2^exponent, of any size: what the reference computes with. */
export type Binary = { readonly significand: bigint; readonly exponent: number }

/** Bits kept by `multiply`, `divide` and the rest; sums and differences are cut to it as well. */
export const PRECISION = 320

export const bitLength = (n: bigint): number => {
  const digits = (n < 0n ? -n : n).toString(16)
  return digits === '0' ? 0 : digits.length * 4 - Math.clz32(parseInt(digits.charAt(0), 16)) + 28
}

/** n·2^shift, rounded downward. */
export const shift = (n: bigint, places: number): bigint => (places >= 0 ? n << BigInt(places) : n >> BigInt(-places))

const cut = (significand: bigint, exponent: number): Binary => {
  const excess = bitLength(significand) - PRECISION
  return excess > 0 ? { significand: significand >> BigInt(excess), exponent: exponent + excess } : { significand, exponent }
}

export const integer = (n: number | bigint): Binary => ({ significand: BigInt(n), exponent: 0 })
export const powerOf2 = (exponent: number): Binary => ({ significand: 1n, exponent })

/** The exact value of a finite double. */
export const exactly = (x: number): Binary => {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, x)
  const word = bits.getBigUint64(0)
  const field = Number((word >> 52n) & 0x7ffn)
  const fraction = word & 0xfffffffffffffn
  const magnitude = field === 0 ? fraction : fraction | 0x10000000000000n
  return { significand: word >> 63n ? -magnitude : magnitude, exponent: Math.max(field, 1) - 1075 }
}

/** floor(log2 |x|) for x ≠ 0. */
export const magnitudeOf = (x: Binary): number => bitLength(x.significand) - 1 + x.exponent

export const negate = (x: Binary): Binary => ({ significand: -x.significand, exponent: x.exponent })
export const absolute = (x: Binary): Binary => (x.significand < 0n ? negate(x) : x)

export const add = (x: Binary, y: Binary): Binary => {
  if (x.significand === 0n) return y
  if (y.significand === 0n) return x
  if (magnitudeOf(x) - magnitudeOf(y) > 4000) return x
  if (magnitudeOf(y) - magnitudeOf(x) > 4000) return y
  const exponent = Math.min(x.exponent, y.exponent)
  return cut(shift(x.significand, x.exponent - exponent) + shift(y.significand, y.exponent - exponent), exponent)
}
export const subtract = (x: Binary, y: Binary): Binary => add(x, negate(y))
export const multiply = (x: Binary, y: Binary): Binary => cut(x.significand * y.significand, x.exponent + y.exponent)
export const divide = (x: Binary, y: Binary): Binary => {
  const places = PRECISION + Math.max(0, bitLength(y.significand) - bitLength(x.significand)) + 2
  return cut((x.significand << BigInt(places)) / y.significand, x.exponent - y.exponent - places)
}

/** Fixed point: x·2^bits as an integer, rounded downward. */
export const toFixed = (x: Binary, bits: number): bigint => shift(x.significand, x.exponent + bits)
export const fromFixed = (n: bigint, bits: number): Binary => cut(n, -bits)
