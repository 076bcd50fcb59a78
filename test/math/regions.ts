import { type Draw } from './sample.ts'
import { type FunctionName } from './reference/functions.ts'

/** A part of a function's domain where its error is measured. Every part gets the same number of points. */
export type Region = readonly [name: string, point: (from: Draw) => readonly [number] | readonly [number, number]]

const between = (low: number, high: number): Region => [
  `uniform in [${String(low)}, ${String(high)}]`,
  from => [from.uniform(low, high)],
]
const sizes = (low: number, high: number): Region => [
  `±2^u, u in [${String(low)}, ${String(high)}]`,
  from => [from.logUniform(low, high)],
]
const positiveSizes = (low: number, high: number): Region => [
  `2^u, u in [${String(low)}, ${String(high)}]`,
  from => [Math.abs(from.logUniform(low, high))],
]
/** centre ± 2^u. */
const around = (centre: number, low: number, high: number): Region => [
  `${String(centre)} ± 2^u, u in [${String(low)}, ${String(high)}]`,
  from => [centre + from.logUniform(low, high)],
]
/** Near multiples of π/64: zeros, extremes, and the borders of the table's cells. */
const angles: Region = [
  'n·π/64 ± 2^u, n < 2^20, u in [-60, -5]',
  from => [((from.word() >>> 12) * Math.PI) / 64 + from.logUniform(-60, -5)],
]
/** The doubles next to multiples of π/2, where the result is as small as it gets. */
const zeros: Region = ['the double next to n·π/2, n < 2^32', from => [(from.word() * Math.PI) / 2]]

/** Exponents y that send x^y through the whole range of results. */
const powerOf = (x: number, logResult: number): readonly [number, number] => [x, logResult / Math.log(x)]

const circle: readonly Region[] = [sizes(-1074, 1023), sizes(-30, 20), between(-10, 10), angles, zeros]

export const regions: { readonly [name in FunctionName]: readonly Region[] } = {
  exp: [sizes(-1074, 10), between(-708, 709.78), between(-746, -707), between(-1, 1), between(709.7, 709.8)],
  expm1: [
    sizes(-1074, 10),
    between(-0.3, 0.3),
    between(-2, 2),
    between(-45, 45),
    around(0.25, -50, -2),
    around(-0.25, -50, -2),
  ],
  log: [positiveSizes(-1074, 1024), between(0.5, 2), around(1, -52, -2), positiveSizes(-1074, -1020)],
  log1p: [
    positiveSizes(-1074, 1024),
    sizes(-1074, 0),
    between(-0.01, 0.01),
    between(-1, 2),
    around(-0.9999999999999999, -53, -1),
  ].map(([name, point]): Region => [name, from => [Math.max(point(from)[0], -0.9999999999999999)]]),
  tanh: [sizes(-1074, 10), between(-0.3, 0.3), between(0.2, 3), between(-23, 23), around(0.25, -50, -2)],
  sigmoid: [sizes(-1074, 11), between(-750, -700), between(-66, 66), between(-8, 8), between(-708, -60)],
  softplus: [
    sizes(-1074, 11),
    between(-750, -700),
    between(-66, 66),
    between(-8, 8),
    between(-708, -60),
    around(-5.22, -40, -1),
  ],
  erf: [sizes(-1074, 3), between(-0.6, 0.6), between(0.5, 3), between(-6.1, 6.1), sizes(-1026, -1018)],
  erfinv: [
    sizes(-1074, 0),
    between(-0.41, 0.41),
    between(-1, 1),
    ['1 − 2^u, u in [-53, -1]', from => [1 - Math.abs(from.logUniform(-53, -1))]],
  ],
  sin: circle,
  cos: circle,
  pow: [
    [
      'x any size, y = ±2^u, u in [-60, 10]',
      from => [Math.abs(from.logUniform(-1074, 1023)), from.logUniform(-60, 10)],
    ],
    [
      'x any size, log of the result in [-746, 710]',
      from => powerOf(Math.abs(from.logUniform(-1074, 1023)), from.uniform(-746, 710)),
    ],
    [
      'x = 1 ± 2^u, u in [-52, -3], log of the result in [-746, 710]',
      from => powerOf(1 + from.logUniform(-52, -3), from.uniform(-746, 710)),
    ],
    ['subnormal results', from => powerOf(Math.abs(from.logUniform(-1074, 1023)), from.uniform(-746, -707))],
    [
      'x in [-1000, 1000], y an integer in [-70, 70]',
      from => [from.uniform(-1000, 1000), Math.round(from.uniform(-70, 70))],
    ],
    ['x in [0, 4], y in [-3, 3]', from => [from.uniform(0, 4), from.uniform(-3, 3)]],
  ],
}
