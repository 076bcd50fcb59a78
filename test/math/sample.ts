/**
 * Test inputs from a generator of integers, the same on every machine: a 32-bit Weyl sequence through the mixer of
 * MurmurHash3, two of them for the 53 bits of a fraction.
 */
export type Draw = {
  readonly word: () => number
  readonly uniform: (low: number, high: number) => number
  /** ±2^u with u uniform: every exponent is equally likely. */
  readonly logUniform: (lowExponent: number, highExponent: number) => number
  /** Any 64 bits, as a double: subnormals, infinities and NaN included. */
  readonly bits: () => number
}

const view = new DataView(new ArrayBuffer(8))

export const fromWords = (high: number, low: number): number => {
  view.setUint32(0, high)
  view.setUint32(4, low)
  return view.getFloat64(0)
}

export const draw = (seed: number): Draw => {
  let state = seed | 0
  const word = (): number => {
    state = (state + 0x9e3779b9) | 0
    let h = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
    return (h ^ (h >>> 16)) >>> 0
  }
  const fraction = (): number => word() / 2 ** 32 + (word() >>> 11) / 2 ** 53
  const uniform = (low: number, high: number): number => low + (high - low) * fraction()
  const logUniform = (lowExponent: number, highExponent: number): number => {
    const exponent = Math.floor(uniform(lowExponent, highExponent))
    const significand = 1 + fraction()
    const magnitude = exponent < -1000 ? significand * 2 ** -1000 * 2 ** (exponent + 1000) : significand * 2 ** exponent
    return word() >>> 31 === 1 ? -magnitude : magnitude
  }
  return { word, uniform, logUniform, bits: () => fromWords(word(), word()) }
}
