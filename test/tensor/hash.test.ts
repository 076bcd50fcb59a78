import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f32, hash, hashTree, tensor, type Tensor } from '../../src/index.ts'
import { kinds, plains } from '../engines/reference/numbers.ts'
import { asExpected, type Plain, toTensor } from '../engines/reference/plain.ts'
import { holds, precisions } from '../support/examples.ts'

const widths: Readonly<Record<string, number>> = { f32: 4, f64: 8, i32: 4, u32: 4, bool: 1 }

/** The bytes that a tensor's hash is documented to be of, built without the library. */
const bytesOf = ({ shape, numbers, kind }: Plain & { readonly kind: string }): Uint8Array => {
  const head = Buffer.from(`${kind}[${shape.join(',')}]`, 'utf8')
  const body = Buffer.alloc(numbers.length * (widths[kind] ?? NaN))
  numbers.forEach((x, i) => {
    if (kind === 'f32' && !Number.isNaN(x)) body.writeFloatLE(x, 4 * i)
    if (kind === 'f32' && Number.isNaN(x)) body.writeUInt32LE(0x7fc00000, 4 * i)
    if (kind === 'f64' && !Number.isNaN(x)) body.writeDoubleLE(x, 8 * i)
    if (kind === 'f64' && Number.isNaN(x)) body.writeBigUInt64LE(0x7ff8000000000000n, 8 * i)
    if (kind === 'i32') body.writeInt32LE(x, 4 * i)
    if (kind === 'u32') body.writeUInt32LE(x, 4 * i)
    if (kind === 'bool') body.writeUInt8(x, i)
  })
  return Buffer.concat([head, body])
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

describe('the hash is SHA-256 of kind, shape and little-endian numbers with canonical NaN', () => {
  test('of every kind, shape and awkward number', () => {
    holds(fc.property(kinds.chain((dtype) => plains(dtype)), (x) => {
      for (const precision of precisions) {
        const rounded = precision === 'f32' && x.dtype === 'float' ? { ...x, numbers: x.numbers.map(Math.fround) } : x
        expect(hash(toTensor(x, precision))).toBe(sha256(bytesOf(asExpected(rounded, precision))))
      }
    }), 200)
  })

  test('it says what it says, here and everywhere', () => {
    expect(hash(tensor([[1, 2], [3, 4]]))).toBe(sha256(Buffer.concat([
      Buffer.from('f32[2,2]'), Buffer.from('0000803f000000400000404000008040', 'hex'),
    ])))
    expect(hash(tensor([NaN]))).toBe(sha256(Buffer.concat([Buffer.from('f32[1]'), Buffer.from('0000c07f', 'hex')])))
    expect(hash(f32.log(tensor([-1])))).toBe(hash(tensor([NaN])))
    expect(hash(tensor(0))).toMatchInlineSnapshot(`"0f920539ded06088e3c4dd5a8ce6c945b35c5047ed454aa12c66c7ccad7d6c7b"`)
  })

  test('a large tensor', () => {
    const x = f32.cast(f32.iota([300, 400], 1), 'float') as Tensor
    const numbers = Array.from({ length: 120_000 }, (_, i) => i % 400)
    expect(hash(x)).toBe(sha256(bytesOf({ shape: [300, 400], dtype: 'float', kind: 'f32', numbers })))
  })
})

describe('the hash of a tree is SHA-256 of the lines `path hash`, in the order of the paths', () => {
  const [w, b] = [tensor([[1, 2]]), tensor([3])]

  test('by hand', () => {
    expect(hashTree([{ w, b }, { w: b }])).toBe(sha256(`0.b ${hash(b)}\n0.w ${hash(w)}\n1.w ${hash(b)}\n`))
    expect(hashTree(w)).toBe(sha256(` ${hash(w)}\n`))
    expect(hashTree([])).toBe(sha256(''))
  })

  test('more than ten stages: the order is that of the text, so 10 comes before 2', () => {
    const list = Array.from({ length: 12 }, (_, i) => tensor(i))
    const lines = list.map((x, i) => `${String(i)} ${hash(x)}\n`).sort()
    expect(hashTree(list)).toBe(sha256(lines.join('')))
  })
})
