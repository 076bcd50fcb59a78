import fc from 'fast-check'
import { fromFlat, type Key, key, type Some, type Tensor, toFlat } from '../../src/index.ts'
import { dataset, type Dataset } from '../../src/data/index.ts'

/** Example i has the inputs (i, −i) and the label i, so that every row says which example it is. */
export const numbered = (count: number): Dataset<readonly [2], readonly []> => {
  const numbers = Array.from({ length: count }, (_, i) => i)
  return dataset<number, readonly [2], readonly [], 'float', 'float'>(
    fromFlat([count, 2] as Some, numbers.flatMap((i) => [i, -i])), fromFlat([count] as Some, numbers))
}

/** Which examples these are; fails where an input has come away from its label. */
export const numbersOf = ({ x, labels }: { readonly x: Tensor, readonly labels: Tensor }): readonly number[] => {
  const [rows, own] = [toFlat(x), toFlat(labels)]
  return own.map((label, i) => {
    const [a = NaN, b = NaN] = rows.slice(2 * i, 2 * i + 2)
    if (a !== label || b !== -label) throw new Error(`row ${String(i)} is (${String(a)}, ${String(b)}) with label ${String(label)}`)
    return label
  })
}

export const keys: fc.Arbitrary<Key> = fc.nat(2 ** 31 - 1).map(key)

/** 0 to n − 1. */
export const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i)

export const sorted = (numbers: readonly number[]): readonly number[] => [...numbers].sort((a, b) => a - b)
