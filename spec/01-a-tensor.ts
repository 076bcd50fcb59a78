import { Either } from '../src/fp.ts'
import { equals, f32, fromFlat, hash, item, pipe, tensor, toFlat, toNested } from '../src/index.ts'
import { heading, paragraph, table } from './print.ts'

/** What a program is told that uses an operation wrongly. */
const refusal = (f: () => unknown): string =>
  pipe(Either.tryCatch(f, String), Either.match((message) => message, (value) => `not refused: ${String(value)}`))

heading('1  A tensor')

paragraph(`A tensor is an immutable array of numbers with a fixed shape. Nested arrays say both at once: the
compiler reads the shape off the literal, so m below has the type Float<readonly [2, 3]>.`)

const m = tensor([[1, 2, 3], [4, 5, 6]])
const x = tensor([[0.5, -1, 2]])
paragraph(`m = ${String(m)}\nx = ${String(x)}`)

paragraph('The same numbers in row-major order, with the shape written out, make the same tensor:')
const flat = fromFlat([2, 3], [1, 2, 3, 4, 5, 6])
console.log(`fromFlat([2, 3], [1, 2, 3, 4, 5, 6]) equals m: ${String(equals(flat, m))}\n`)

heading('The shape is part of the type')

paragraph(`Operations are functions of an engine; f32 is the one that defines every result. A product of [1, 3] and
[2, 3] has no meaning, and a program that asks for it does not compile. Read transposed, m fits:`)

const product = f32.matmulNT(x, m)
paragraph(`x mT = ${String(product)}`)

paragraph('A program that gets past its compiler is told at once, and by name:')
// @ts-expect-error -- the inner sizes 3 and 2 differ, and the compiler says so
const wrong = (): unknown => f32.matmul(x, m)
paragraph(`  ${refusal(wrong)}\n  ${refusal(() => tensor([[1, 2], [3]]))}`)

heading('Nothing changes a tensor')

paragraph('Its numbers are copied in and copied out, operations give new tensors, and the value itself is frozen.')

const source = [1, 2, 3]
const t = fromFlat([3], source)
Reflect.set(source, 0, 99)
Reflect.set(toFlat(t), 0, 99)
const twice = f32.scale(t, 2)
table(['what', 'numbers'], [
  ['the array that t was made of, overwritten since', source.join(', ')],
  ['2 t, a new tensor', toFlat(twice).join(', ')],
  ['t, after all this', toFlat(t).join(', ')],
])
console.log(`t.shape = [4] succeeds: ${String(Reflect.set(t, 'shape', [4]))}\n`)

heading('Precision')

paragraph(`Real numbers are kept in f32, 24 bits, and every operation rounds once. f64 exists for research and for
checking. 0.1 is neither:`)

const tenth = (precision: 'f32' | 'f64'): string => item(tensor(0.1, { precision })).toFixed(24)
table(['precision', '0.1 is kept as'], [['f32', tenth('f32')], ['f64', tenth('f64')]])

heading('Equality is equality to the bit')

const sum = f32.add(tensor([0.1]), tensor([0.2]))
const cases = [
  ['[0.1] + [0.2] and [0.3], in f32', sum, tensor([0.3])],
  ['[1] and [1 + 2^-23], the next number', tensor([1]), tensor([1 + 2 ** -23])],
  ['[1, 2] and [[1, 2]]', tensor([1, 2]), tensor([[1, 2]])],
  ['[0] and [-0]', tensor([0]), tensor([-0])],
  ['[NaN] and [NaN]', tensor([NaN]), tensor([NaN])],
] as const
table(['pair', 'equal'], cases.map(([name, a, b]) => [name, equals(a, b) ? 'yes' : 'no']))

paragraph(`So two tensors are equal exactly when their hashes are: SHA-256 of the kind, the shape and the bits, the same
on every machine. A run can be compared with another by one line of text.`)

table(['tensor', 'hash'], [
  ['m', hash(m)],
  ['m built from flat numbers', hash(flat)],
  ['m with its last number one bit larger', hash(tensor([[1, 2, 3], [4, 5, 6 + 2 ** -21]]))],
])

heading('For people')

paragraph(`A tensor prints itself with its kind and shape; long axes lose their middle. toNested gives plain arrays back.`)

paragraph(`${String(f32.cast(f32.iota([3, 20], 1), 'float'))}\n\n${JSON.stringify(toNested(m))}`)
