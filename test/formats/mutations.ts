import fc from 'fast-check'
import { encodeSafetensors } from '../../src/formats/safetensors.ts'
import { adam, dense, f32, initialize, input, key, pipe, relu, softmaxCrossEntropy, tensor, trainStep } from '../../src/index.ts'
import { toNamed } from '../../src/formats/named.ts'
import { fileOf, partsOf } from './safetensors-bytes.ts'

const step = trainStep(pipe(input([2, 3]), dense(4), relu, dense(2)), softmaxCrossEntropy, adam({ learningRate: 0.1 }))

/** Files that are right: what the mutations begin with. */
const whole: readonly Uint8Array[] = [
  encodeSafetensors(toNamed(initialize(step, key(1))), { format: 'pullback-checkpoint-1', position: '37' }),
  encodeSafetensors({ a: f32.fill([2, 3], 1), b: tensor([1, -0, NaN], { precision: 'f64' }), on: tensor([true, false], { dtype: 'bool' }) }),
  encodeSafetensors({ x: tensor([1], { dtype: 'i32' }) }, { note: 'é😀' }),
  encodeSafetensors({}),
]

/** A way to spoil a file, and how many files are spoiled in that way. */
export interface Mutation {
  readonly name: string
  readonly runs: number
  readonly files: fc.Arbitrary<Uint8Array>
}

const from = fc.constantFrom(...whole)
const withTensors = fc.constantFrom(...whole.slice(0, 3))

const at = (length: number): fc.Arbitrary<number> => fc.nat(Math.max(0, length - 1))

/** The same data behind a header whose text is another. */
const reworded = (change: (header: string) => fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> =>
  withTensors.chain((file) => {
    const { header, data } = partsOf(file)
    return change(header.trimEnd()).map((text) => fileOf(text, data))
  })

/** One of the places where a pattern stands in the header, replaced. */
const replaced = (pattern: RegExp, ...by: readonly string[]): fc.Arbitrary<Uint8Array> =>
  reworded((header) => {
    const found = [...header.matchAll(pattern)]
    return fc.tuple(fc.nat(found.length - 1), fc.constantFrom(...by))
      .map(([which, text]) => `${header.slice(0, found[which]!.index)}${text}${header.slice(found[which]!.index + found[which]![0].length)}`)
  })

/** One of the offsets, moved. */
const moved = (by: fc.Arbitrary<number>): fc.Arbitrary<Uint8Array> =>
  reworded((header) => {
    const found = [...header.matchAll(/(?<="data_offsets":\[(?:\d+,)?)\d+/g)]
    return fc.tuple(fc.nat(found.length - 1), by)
      .map(([which, distance]) => `${header.slice(0, found[which]!.index)}${Number(found[which]![0]) + distance}${header.slice(found[which]!.index + found[which]![0].length)}`)
  })

const entry = /"[^"]*":\{"dtype":"\w+","shape":\[[\d,]*\],"data_offsets":\[\d+,\d+\]\}/g

const huge = ['4294967296', '9007199254740991', '18446744073709551616', '1e308', '-1', '2147483648,2147483648,2147483648', '0', Array(100).fill('1').join()]

export const mutations: readonly Mutation[] = [
  { name: 'truncated', runs: 4000, files: from.chain((file) => at(file.length).map((length) => file.slice(0, length))) },
  {
    name: 'bits flipped', runs: 6000,
    files: from.chain((file) => fc.array(fc.nat(8 * file.length - 1), { minLength: 1, maxLength: 4 }).map((bits) => {
      const bytes = file.slice()
      for (const bit of bits) bytes[bit >> 3]! ^= 1 << (bit & 7)
      return bytes
    })),
  },
  {
    name: 'bytes put in, taken out or appended', runs: 3000,
    files: fc.tuple(from, fc.uint8Array({ maxLength: 9 }), fc.nat(9)).chain(([file, bytes, out]) => fc.nat(file.length).map((where) =>
      Uint8Array.from([...file.slice(0, where), ...bytes, ...file.slice(where + out)]))),
  },
  {
    name: 'header length', runs: 2000,
    files: fc.tuple(from, fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.bigInt({ min: 0n, max: 1000n }))).map(([file, length]) => {
      const bytes = file.slice()
      new DataView(bytes.buffer).setBigUint64(0, length, true)
      return bytes
    }),
  },
  { name: 'offsets a little off', runs: 2000, files: moved(fc.integer({ min: -12, max: 12 })) },
  { name: 'offsets far out', runs: 1000, files: moved(fc.constantFrom(1e6, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 1e15, -1e6)) },
  {
    name: 'an entry copied', runs: 1000,
    files: reworded((header) => {
      const found = [...header.matchAll(entry)].map(([text]) => text)
      return fc.tuple(fc.constantFrom(...found), fc.boolean())
        .map(([copy, renamed]) => header.replace(/\}$/, `,${renamed ? copy.replace('"', '"other ') : copy}}`))
    }),
  },
  {
    name: 'an entry taken out', runs: 500,
    files: reworded((header) => fc.constantFrom(...[...header.matchAll(entry)].map(([text]) => text)).map((text) => header.replace(text, '').replace(/,,/, ',').replace('{,', '{').replace(',}', '}'))),
  },
  { name: 'another dtype', runs: 1000, files: replaced(/"(?:F64|F32|U32|I32|BOOL)"/g, '"F64"', '"F32"', '"BOOL"', '"F16"', '"I64"', '"U8"', '"f32"', '""', '1', 'null', '"__proto__"') },
  { name: 'another shape', runs: 1500, files: replaced(/(?<="shape":\[)[\d,]*/g, ...huge, '1', '2,2', '6', '3,2') },
  { name: 'deep nesting', runs: 500, files: fc.tuple(fc.constantFrom('[', '{"a":', '{"__metadata__":', '[{"a":'), fc.integer({ min: 1, max: 2000 })).chain(([open, times]) =>
    replaced(/\[[\d,]*\]|"F32"|\{"dtype/g, open.repeat(times))) },
  {
    name: 'characters of the header changed', runs: 3000,
    files: reworded((header) => fc.tuple(fc.nat(header.length - 1), fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', ' ', '0', '-', '.', '\u0000', 'é', '\ud83d\ude00'))
      .map(([where, character]) => `${header.slice(0, where)}${character}${header.slice(where + 1)}`)),
  },
  { name: 'random bytes', runs: 1000, files: fc.uint8Array({ maxLength: 200 }) },
  { name: 'random bytes as the header', runs: 1000, files: fc.tuple(fc.uint8Array({ maxLength: 100 }), fc.nat(50)).map(([text, data]) => fileOf(Uint8Array.of(0x7b, ...text), data)) },
]
