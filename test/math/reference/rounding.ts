import { absolute, add, type Binary, bitLength, exactly, magnitudeOf, negate, powerOf2, toFixed } from './binary.ts'

/**
 * |computed − truth| in units in the last place of the double format at the truth. An infinite result counts as
 * ±2^1024; a truth beyond that asks for an infinite result.
 */
export const errorInUlps = (computed: number, truth: Binary): number => {
  if (computed !== computed) return Infinity
  if (truth.significand === 0n) return Math.abs(computed) / 5e-324
  const size = magnitudeOf(truth)
  const signed = truth.significand > 0n ? Infinity : -Infinity
  if (size >= 1024) return computed === signed ? 0 : Infinity
  const last = Math.max(size - 52, -1074)
  const value = Number.isFinite(computed)
    ? exactly(computed)
    : computed > 0
      ? powerOf2(1024)
      : negate(powerOf2(1024))
  const difference = add(value, negate(truth))
  // In units of 2^-64 ulp, as a double.
  const scaled = toFixed(difference, 64 - last)
  return bitLength(scaled) > 1000 ? Infinity : Math.abs(Number(scaled)) / 2 ** 64
}

/** The f32 nearest to the truth, subnormals and overflow included. (A tie would need an exact truth of 25 bits.) */
export const nearestFloat32 = (truth: Binary): number => {
  if (truth.significand === 0n) return 0
  const size = magnitudeOf(truth)
  if (size >= 128) return truth.significand > 0n ? Infinity : -Infinity
  const last = Math.max(size - 23, -149)
  const halves = toFixed(absolute(truth), 1 - last)
  const magnitude = Number((halves + 1n) >> 1n) * 2 ** last
  return Math.fround(truth.significand < 0n ? -magnitude : magnitude)
}
