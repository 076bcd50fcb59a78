import { describe, expect, expectTypeOf, it } from 'vitest'
import { add, divide, less, multiply, subtract } from '../../src/shape/digits.ts'
import { evaluated } from './evaluated.ts'

const imports = `import type { Add, Divide, Less, Multiply, Subtract } from '../../src/shape/digits.ts'`

/** Numbers with every digit, with noughts, around each carry, and of every length up to what a tensor can hold. */
const numbers = [0, 1, 2, 3, 5, 7, 9, 10, 11, 19, 28, 64, 90, 99, 100, 101, 256, 307, 999, 1000, 1024, 4096, 9999, 10_000, 65_536, 100_352, 1_999_999, 67_108_864, 4_294_967_296]

const table = [
  { name: 'Add', value: add }, { name: 'Subtract', value: subtract }, { name: 'Multiply', value: multiply }, { name: 'Divide', value: divide },
  { name: 'Less', value: less },
] as const

const pairs = numbers.flatMap((a) => numbers.map((b) => [a, b] as const)).filter(([a, b]) => a * b <= Number.MAX_SAFE_INTEGER)

/** Of what is not known, not whole, below 0, or not written with digits alone. */
const odd = ['number, 3', '3, number', 'number, number', '-1, 3', '3, -1', '1.5, 3', '3, 1.5', '1e21, 3', '3, 1e-7']

const typed = evaluated(imports, table.flatMap(({ name }) => [...pairs.map(([a, b]) => `${String(a)}, ${String(b)}`), ...odd].map((given) => `${name}<${given}>`)))

describe.each(table)('$name', ({ name, value }) => {
  const from = table.findIndex((row) => row.name === name) * (pairs.length + odd.length)

  it('is the same of types and of values', () => {
    const named = (answers: readonly unknown[]): readonly string[] => answers.map((answer, i) => `${name} ${pairs[i]!.join(' ')} ${String(answer)}`)
    expect(named(typed.slice(from, from + pairs.length))).toEqual(named(pairs.map(([a, b]) => value(a, b))))
  })

  it('is not known of what is not known, and never `never`', () => {
    const unknown = name === 'Less' ? 'boolean' : 'number'
    expect(typed.slice(from + pairs.length, from + pairs.length + odd.length)).toEqual(odd.map(() => unknown))
  })
})

it('the values are what arithmetic says', () => {
  expect([add(99, 1), subtract(28, 5), subtract(5, 28), multiply(512, 196), divide(27, 2), divide(7, 0), less(3, 4), less(4, 4)])
    .toEqual([100, 23, 0, 100_352, 13, 0, true, false])
  expectTypeOf(add(99, 1)).toEqualTypeOf<100>()
  expectTypeOf(subtract(5, 28)).toEqualTypeOf<0>()
  expectTypeOf(multiply(512, 196)).toEqualTypeOf<100_352>()
  expectTypeOf(divide(27, 2)).toEqualTypeOf<13>()
  expectTypeOf(less(4, 4)).toEqualTypeOf<false>()
})
