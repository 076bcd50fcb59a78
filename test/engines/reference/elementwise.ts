import fc from 'fast-check'
import type { DType, Ops, Precision, Tensor } from '../../../src/index.ts'
import { awkward, kinds, plain, plains, seeds, shapes, tastes } from './numbers.ts'
import { type Plain, rounding, type Use, use } from './plain.ts'

/** One number to one: the exact result rounded once. */
export const unary = (call: (ops: Ops, x: Tensor) => Tensor, f: (x: number) => number): fc.Arbitrary<Use> =>
  plains('float').map((x) => use([x], call, (precision, { shape, numbers }) =>
    ({ shape, dtype: 'float', numbers: numbers.map((v) => rounding[precision](f(v))) })))

/** Two tensors of one shape and kind. */
const pairs = (dtype: DType): fc.Arbitrary<readonly [Plain, Plain]> =>
  fc.tuple(shapes(), tastes, seeds, seeds).map(([shape, taste, one, other]) => [plain(shape, dtype, taste, one), plain(shape, dtype, taste, other)])

const zipped = (a: Plain, b: Plain, dtype: DType, f: (a: number, b: number) => number): Plain =>
  ({ shape: a.shape, dtype, numbers: a.numbers.map((v, i) => f(v, b.numbers[i] ?? NaN)) })

type Binary = (ops: Ops, a: Tensor, b: Tensor) => Tensor

/** Two numbers to one, of the same kind: real numbers rounded once, whole ones cut to their lowest 32 bits. */
export const binary = (call: Binary, real: (a: number, b: number) => number, whole?: (a: bigint, b: bigint) => bigint): fc.Arbitrary<Use> =>
  fc.constantFrom<DType>('float', ...(whole === undefined ? [] : ['i32' as const])).chain((dtype) => pairs(dtype).map(([one, other]) =>
    use([one, other], call, (precision, a, b) => zipped(a, b, dtype, (u, v) => dtype === 'float' || whole === undefined
      ? rounding[precision](real(u, v))
      : Number(BigInt.asIntN(32, whole(BigInt(u), BigInt(v))))))))

/** Two numbers to yes or no. */
export const comparison = (call: Binary, kindsOf: readonly DType[], f: (a: number, b: number) => boolean): fc.Arbitrary<Use> =>
  fc.constantFrom(...kindsOf).chain((dtype) => pairs(dtype).map(([one, other]) =>
    use([one, other], call, (_, a, b) => zipped(a, b, 'bool', (u, v) => f(u, v) ? 1 : 0))))

export const not: fc.Arbitrary<Use> = plains('bool').map((x) =>
  use([x], (ops, a) => ops.not(a), (_, a) => ({ ...a, numbers: a.numbers.map((v) => 1 - v) })))

export const select: fc.Arbitrary<Use> = fc.tuple(kinds.chain(pairs), seeds).map(([[one, other], seed]) =>
  use([plain(one.shape, 'bool', 'ordinary', seed), one, other], (ops, mask, a, b) => ops.select(mask, a, b),
    (_, mask, a, b) => ({ ...a, numbers: mask.numbers.map((set, i) => (set === 1 ? a : b).numbers[i] ?? NaN) })))

const factors = fc.oneof(fc.constantFrom(...awkward), fc.double({ min: -10, max: 10, noNaN: true }))

export const scale: fc.Arbitrary<Use> = fc.tuple(plains('float'), factors).map(([x, k]) =>
  use([x], (ops, a) => ops.scale(a, k),
    (precision, a) => ({ ...a, numbers: a.numbers.map((v) => rounding[precision](rounding[precision](k) * v)) }), k))

export const fill: fc.Arbitrary<Use> = fc.tuple(shapes(), factors).map(([shape, value]) =>
  use([], (ops) => ops.fill(shape, value), (precision) =>
    ({ shape, dtype: 'float', numbers: Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => rounding[precision](value)) }), shape, value))

/** The documented conversions, with whole numbers as their 32 bits. */
const converted = (from: DType, to: DType, precision: Precision, x: number): number => {
  if (to === 'bool') return x === 0 ? 0 : 1
  if (to === 'float') return rounding[precision](x)
  if (from !== 'float') return Number(to === 'i32' ? BigInt.asIntN(32, BigInt(x)) : BigInt.asUintN(32, BigInt(x)))
  const [low, high] = to === 'i32' ? [-2147483648, 2147483647] : [0, 4294967295]
  if (Number.isNaN(x)) return 0
  if (x <= low) return low
  if (x >= high) return high
  return (x < 0 ? Math.ceil(x) : Math.floor(x)) + 0 // whole numbers have no −0
}

export const cast: fc.Arbitrary<Use> = fc.tuple(kinds, kinds).chain(([from, to]) => plains(from).map((x) =>
  use([x], (ops, a) => ops.cast(a, to),
    (precision, a) => ({ shape: a.shape, dtype: to, numbers: a.numbers.map((v) => converted(from, to, precision, v)) }), to)))

export const unitFromBits: fc.Arbitrary<Use> = plains('u32').map((x) =>
  use([x], (ops, bits) => ops.unitFromBits(bits), (_, { shape, numbers }) =>
    ({ shape, dtype: 'float', numbers: numbers.map((v) => Math.floor(v / 512) / 8_388_608) })))

export const stopGradient: fc.Arbitrary<Use> = kinds.chain((dtype) => plains(dtype)).map((x) =>
  use([x], (ops, a) => ops.stopGradient(a), (_, a) => a))

export const note: fc.Arbitrary<Use> = kinds.chain((dtype) => plains(dtype)).map((x) =>
  use([x], (ops, a) => ops.note('label', a, 'formula'), (_, a) => a))
