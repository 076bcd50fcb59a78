import fc from 'fast-check'
import type { Tensor } from '../../../src/index.ts'
import { plain, seeds, tastes } from './numbers.ts'
import { type Plain, rounding, use, type Use } from './plain.ts'

const lengths = fc.constantFrom(1, 2, 3, 4, 7)
const rows = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 2 })

/** Sums along the first axis, each step's too: `carry = carry − x`, `y = carry · k`. Every step is rounded by itself. */
export const scan: fc.Arbitrary<Use> = fc.tuple(lengths, rows, fc.boolean(), tastes, seeds, fc.nat(2)).map(([length, row, reverse, taste, seed, which]) => {
  const given = [plain(row, 'float', taste, seed), plain([length, ...row], 'float', taste, seed + 1), plain(row, 'float', taste, seed + 2)] as const
  return use(given, (ops, first, xs, k): Tensor => {
    const [[last, kept], [ys, before, slices]] = ops.scan(length, [first, k], [xs], ([carry, same], [x]) => {
      const after = ops.sub(carry as Tensor<readonly number[], 'float'>, x as Tensor<readonly number[], 'float'>)
      return [[after, same!], [ops.mul(after, k as typeof after), carry!, x!]]
    }, { reverse })
    const results = [last, kept, ys, before, slices]
    const wanted = [last, ys, before][which]
    return results.includes(undefined) || wanted === undefined ? first : wanted
  }, (precision, first, xs, k): Plain => {
    const round = rounding[precision]
    const size = first.numbers.length
    let carry = first.numbers
    const [ys, before]: number[][] = [new Array<number>(length * size).fill(NaN), new Array<number>(length * size).fill(NaN)]
    for (let step = 0; step < length; step++) {
      const i = reverse ? length - 1 - step : step
      for (let j = 0; j < size; j++) before![i * size + j] = carry[j]!
      carry = carry.map((c, j) => round(c - xs.numbers[i * size + j]!))
      for (let j = 0; j < size; j++) ys![i * size + j] = round(carry[j]! * k.numbers[j]!)
    }
    return which === 0 ? { ...first, numbers: carry } : { shape: xs.shape, dtype: 'float', numbers: which === 1 ? ys! : before! }
  }, length, reverse, which)
})
