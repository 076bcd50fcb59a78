import { describe, expect, test } from 'vitest'
import { compile, f32, f64, type Key, key, Misuse, type Ops, type Shape, toFlat } from '../../src/index.ts'
import { orthogonal } from '../../src/initializers/index.ts'
import { engines } from '../support/numbers.ts'

/** As a matrix of plain numbers, all axes but the last laid under one another. */
const matrixOf = (numbers: readonly number[], shape: Shape): readonly (readonly number[])[] => {
  const columns = shape.at(-1)!
  return Array.from({ length: numbers.length / columns }, (_, i) => numbers.slice(i * columns, (i + 1) * columns))
}
const transposed = (a: readonly (readonly number[])[]): readonly (readonly number[])[] => a[0]!.map((_, j) => a.map((row) => row[j]!))

/** The largest element of |rows · rowsᵀ − gain² I|, in f64. */
const awayFromIdentity = (rows: readonly (readonly number[])[], gain: number): number =>
  rows.reduce((most, a, i) => rows.reduce((most, b, j) =>
    Math.max(most, Math.abs(a.reduce((sum, x, k) => sum + x * b[k]!, 0) - (i === j ? gain * gain : 0))), most), 0)

const shapes: readonly (readonly [shape: Shape, gain: number])[] = [
  [[256, 256], 1], [[300, 40], 1], [[40, 300], 1], [[1, 1], 1], [[5, 1], 2], [[1, 5], 2], [[7, 7], Math.SQRT2], [[3, 3, 4, 6], 1], [[2, 2, 2, 20], 0.5],
]

describe.each(['f32', 'f64'] as const)('orthogonal in %s', (precision) => {
  test.each(shapes)('%j with gain %s: columns, or where there are fewer of them rows, are orthonormal', (shape, gain) => {
    const matrix = matrixOf(toFlat(orthogonal({ gain })(engines[precision], key(3), shape)), shape)
    const [rows, columns] = [matrix.length, matrix[0]!.length]
    const short = rows >= columns ? transposed(matrix) : matrix
    const u = precision === 'f32' ? 2 ** -24 : 2 ** -53
    // What the second turn leaves of a vector of n numbers along the others is the error of a sum of n products, n u; the subtraction, the norm, the quotient
    // and the gain add 6 roundings. In f64 the product here has as large an error again.
    const bound = (Math.max(rows, columns) + 6) * u * gain * gain * (precision === 'f64' ? 2 : 1)
    expect(awayFromIdentity(short, gain)).toBeLessThanOrEqual(bound)
  })
})

describe('orthogonal', () => {
  test('one key, one matrix; f64 has the same with more digits, as far as the matrix allows', () => {
    const drawn = (ops: Ops, from: Key): readonly number[] => toFlat(orthogonal()(ops, from, [12, 5]))
    expect(drawn(f32, key(1))).toEqual(drawn(f32, key(1)))
    expect(drawn(f32, key(2))).not.toEqual(drawn(f32, key(1)))
    drawn(f64, key(1)).forEach((x, i) => { expect(Math.abs(x - drawn(f32, key(1))[i]!)).toBeLessThan(1e-5) })
  })

  test('compiled it has the same bits', () => {
    const compiled = compile((ops: Ops) => (from: Key) => orthogonal({ gain: 1.5 })(ops, from, [9, 20]), { threads: 1 })
    expect(toFlat(compiled(key(4)))).toEqual(toFlat(orthogonal({ gain: 1.5 })(f32, key(4), [9, 20])))
    compiled.dispose()
  })

  test('has every direction: the mean of an element over many keys is 0, its mean square 1 / n, within four standard errors', () => {
    const [n, runs] = [4, 800]
    const first = Array.from({ length: runs }, (_, i) => toFlat(orthogonal()(f32, key(i), [n, n]))[0]!)
    expect(Math.abs(first.reduce((a, b) => a + b, 0) / runs)).toBeLessThan(4 * Math.sqrt(1 / n / runs))
    // x² of a random direction has the mean square 3 / (n (n + 2))
    const deviation = Math.sqrt(3 / (n * (n + 2)) - 1 / (n * n))
    expect(Math.abs(first.reduce((a, b) => a + b * b, 0) / runs - 1 / n)).toBeLessThan(4 * deviation / Math.sqrt(runs))
  })

  test('fewer than two axes, and a gain that is no number, are refused', () => {
    expect(() => orthogonal()(f32, key(1), [5])).toThrow(Misuse)
    expect(() => orthogonal()(f32, key(1), [5])).toThrow('orthogonal: [5] has fewer than two axes')
    expect(() => orthogonal({ gain: NaN })).toThrow('orthogonal: gain NaN is not a finite number')
  })
})
