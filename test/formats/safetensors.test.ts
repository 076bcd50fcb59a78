import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeSafetensors, encodeSafetensors } from '../../src/formats/safetensors.ts'
import { hash, key, Misuse, tensor, toFlat } from '../../src/index.ts'
import { holds } from '../support/examples.ts'
import { expectSame, read, refusal } from './outcome.ts'
import { fileOf, partsOf } from './safetensors-bytes.ts'
import { namedTensors, names } from './tensors.ts'

const decoded = (bytes: Uint8Array) => decodeSafetensors('model.safetensors', bytes)

const texts = fc.dictionary(names, fc.string({ unit: 'grapheme', maxLength: 8 }), { maxKeys: 3 })

describe('encode and decode', () => {
  test('give back every tensor and every text, to the bit', () => {
    holds(fc.property(namedTensors, texts, (tensors, metadata) => {
      const file = read(decoded(encodeSafetensors(tensors, metadata)))
      expectSame(file.tensors, tensors)
      expect(Object.entries(file.metadata).sort()).toEqual(Object.entries(metadata).sort())
    }), 300)
  })

  test('the same content gives the same bytes, in whatever order it is named', () => {
    holds(fc.property(namedTensors, texts, (tensors, metadata) => {
      const turned = <A>(record: Readonly<Record<string, A>>) => Object.fromEntries(Object.entries(record).reverse())
      expect(encodeSafetensors(turned(tensors), turned(metadata))).toEqual(encodeSafetensors(tensors, metadata))
    }), 100)
  })

  test('by hand: 8 bytes of length, the header to a multiple of 8, the widest numbers first', () => {
    const bytes = encodeSafetensors({ b: tensor([[1, 2]]), a: tensor(-0, { precision: 'f64' }), on: tensor([true], { dtype: 'bool' }), k: key(3) }, { note: 'x' })
    const { header, data } = partsOf(bytes)
    expect(header.trimEnd()).toBe('{"__metadata__":{"note":"x"},"a":{"dtype":"F64","shape":[],"data_offsets":[0,8]},' +
      '"b":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]},"k":{"dtype":"U32","shape":[2],"data_offsets":[16,24]},' +
      '"on":{"dtype":"BOOL","shape":[1],"data_offsets":[24,25]}}')
    expect((bytes.length - data.length) % 8).toBe(0)
    expect([...data]).toEqual([0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0, 0, 3, 0, 0, 0, 1])
  })

  test('every NaN is written in one form, and read as NaN', () => {
    const bits = Uint8Array.of(1, 0, 0xa0, 0x7f, 1, 2, 0x83, 0xff)
    const { tensors } = read(decoded(fileOf('{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', bits)))
    expect(toFlat(tensors['x']!)).toEqual([NaN, NaN])
    expect([...partsOf(encodeSafetensors(tensors)).data]).toEqual([0, 0, 0xc0, 0x7f, 0, 0, 0xc0, 0x7f])
    expect(hash(tensors['x']!)).toBe(hash(tensor([NaN, NaN])))
  })

  test('a name may have a character 0', () => {
    const tensors = { 'a\0b': tensor([1]) }
    expectSame(read(decoded(encodeSafetensors(tensors))).tensors, tensors)
  })

  test('a file without tensors is one', () => {
    expect(read(decoded(encodeSafetensors({})))).toEqual({ tensors: {}, metadata: {} })
  })

  test('fields in another order, blanks and escapes are JSON too', () => {
    const header = '{ "\\u0077" : { "data_offsets" :[0,4],\t"shape": [ ] , "dtype":"F32"} }  \n'
    expect(toFlat(read(decoded(fileOf(header, 4))).tensors['w']!)).toEqual([0])
  })

  test('a name that would break a file is refused at once', () => {
    expect(() => encodeSafetensors({ __metadata__: tensor([1]) })).toThrow(Misuse)
    expect(() => encodeSafetensors({ '\ud800': tensor([1]) })).toThrow('safetensors: "\\ud800" is not a text of Unicode')
    expect(() => encodeSafetensors({}, { a: '\udc00' })).toThrow(Misuse)
  })
})

const f32 = (offsets: string, shape = '[1]', dtype = '"F32"') => `{"dtype":${dtype},"shape":${shape},"data_offsets":${offsets}}`

describe('a file that cannot be used is refused, with the place', () => {
  test.each<readonly [string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'byte 0: it has 0 bytes'],
    ['7 bytes', new Uint8Array(7), 'byte 0: it has 7 bytes'],
    ['a header beyond the end', fileOf('{}', 0, 3n), 'byte 0: it claims a header of 3 bytes, 2 follow'],
    ['a header beyond the format', fileOf('{}', 0, 100_000_001n), 'it claims a header of 100000001 bytes, the format allows 100000000'],
    ['a header of 2^64 − 1 bytes', fileOf('{}', 0, 2n ** 64n - 1n), 'it claims a header of 18446744073709551615 bytes'],
    ['no header', fileOf('', 8), 'byte 8: the header does not begin with {'],
    ['an array', fileOf('[]'), 'the header does not begin with {'],
    ['a blank first', fileOf(' {}'), 'the header does not begin with {'],
    ['no UTF-8', fileOf(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)), 'the header is not UTF-8 text'],
    ['no end', fileOf('{"x":'), 'character 5 of the header: { is expected'],
    ['something after the end', fileOf('{} x'), 'character 3 of the header: nothing is expected after the last }'],
    ['a trailing comma', fileOf(`{"x":${f32('[0,4]')},}`, 4), '" is expected'],
    ['a tensor that is a number', fileOf('{"x":1}'), '{ is expected'],
    ['deep nesting', fileOf(`{"x":${'['.repeat(10_000)}`), 'character 5 of the header: { is expected'],
    ['deep nesting in a shape', fileOf(`{"x":${f32('[0,4]', `[${'['.repeat(10_000)}`)}}`), 'a whole number from 0 to 2^53 - 1 is expected'],
    ['a name there twice', fileOf(`{"x":${f32('[0,4]')},"x":${f32('[4,8]')}}`, 8), 'name "x" in the header: it is there twice'],
    ['a name there twice, once escaped', fileOf(`{"x":${f32('[0,4]')},"\\u0078":${f32('[4,8]')}}`, 8), 'name "x" in the header: it is there twice'],
    ['metadata there twice', fileOf('{"__metadata__":{},"__metadata__":{}}'), 'name "__metadata__" in the header: it is there twice'],
    ['a field there twice', fileOf('{"x":{"dtype":"F32","dtype":"F64"}}'), 'name "dtype" in the header: it is there twice'],
    ['half a surrogate pair', fileOf(`{"\\ud800":${f32('[0,4]')}}`, 4), 'this is not a text of JSON'],
    ['a line break in a name', fileOf(`{"a\nb":${f32('[0,4]')}}`, 4), 'this is not a text of JSON'],
    ['metadata that is no text', fileOf('{"__metadata__":{"a":1}}'), '" is expected'],
    ['metadata in metadata', fileOf('{"__metadata__":{"a":{}}}'), '" is expected'],
    ['no dtype', fileOf('{"x":{"shape":[1],"data_offsets":[0,4]}}', 4), 'dtype is missing'],
    ['no shape', fileOf('{"x":{"dtype":"F32","data_offsets":[0,4]}}', 4), 'shape is missing'],
    ['no offsets', fileOf('{"x":{"dtype":"F32","shape":[1]}}', 4), 'data_offsets are missing'],
    ['a strange field', fileOf('{"x":{"type":"F32"}}', 4), 'only dtype, shape and data_offsets are expected'],
    ['a dtype unknown', fileOf(`{"x":${f32('[0,4]', '[1]', '"F33"')}}`, 4), 'tensor "x": its dtype is "F33". Convert it to one of F64, F32, U32, I32, BOOL'],
    ['a dtype not held', fileOf(`{"x":${f32('[0,2]', '[1]', '"BF16"')}}`, 2), 'tensor "x": its dtype is "BF16"'],
    ['a dtype of a prototype', fileOf(`{"x":${f32('[0,4]', '[1]', '"constructor"')}}`, 4), 'its dtype is "constructor"'],
    ['a negative size', fileOf(`{"x":${f32('[0,4]', '[-1]')}}`, 4), 'a whole number from 0 to 2^53 - 1 is expected'],
    ['a size with a fraction', fileOf(`{"x":${f32('[0,4]', '[1.5]')}}`, 4), 'a whole number from 0 to 2^53 - 1 is expected'],
    ['a size in powers of ten', fileOf(`{"x":${f32('[0,4]', '[1e0]')}}`, 4), 'a whole number from 0 to 2^53 - 1 is expected'],
    ['a size with a zero before', fileOf(`{"x":${f32('[0,4]', '[01]')}}`, 4), 'a whole number from 0 to 2^53 - 1 is expected'],
    ['a size above 2^53', fileOf(`{"x":${f32('[0,4]', '[9007199254740993]')}}`, 4), 'a whole number from 0 to 2^53 - 1 is expected'],
    ['a size of 100 digits', fileOf(`{"x":${f32('[0,4]', `[${'9'.repeat(100)}]`)}}`, 4), 'is expected'],
    ['a size of 0', fileOf(`{"x":${f32('[0,0]', '[0]')}}`), 'a tensor of shape [0] has no numbers'],
    ['sizes whose product overflows', fileOf(`{"x":${f32('[0,4]', '[4294967296,4294967296,4294967296]')}}`, 4), 'needs 3.1691265005705735e+29 bytes, 4 are given'],
    ['sizes whose product is 2^64 + 4', fileOf(`{"x":${f32('[0,0]', '[2147483648,2147483648]')}}`), 'needs 18446744073709552000 bytes, 0 are given'],
    ['65 axes', fileOf(`{"x":${f32('[0,4]', `[${Array(65).fill(1).join()}]`)}}`, 4), 'there are more than 64 numbers'],
    ['a shape too large', fileOf(`{"x":${f32('[0,4]', '[2]')}}`, 4), 'tensor "x": shape [2] of f32 needs 8 bytes, 4 are given'],
    ['a shape too small', fileOf(`{"x":${f32('[0,8]', '[1]')}}`, 8), 'tensor "x": shape [1] of f32 needs 4 bytes, 8 are given'],
    ['offsets turned round', fileOf(`{"x":${f32('[4,0]')}}`, 4), 'its data_offsets are not a begin and an end'],
    ['one offset', fileOf(`{"x":${f32('[0]')}}`, 4), 'its data_offsets are not a begin and an end'],
    ['three offsets', fileOf(`{"x":${f32('[0,4,8]')}}`, 4), 'there are more than 2 numbers'],
    ['offsets beyond the end', fileOf(`{"x":${f32('[0,8]', '[2]')}}`, 4), 'the tensors have 8 bytes, the file has 4 for them'],
    ['bytes after the last tensor', fileOf(`{"x":${f32('[0,4]')}}`, 5), 'byte 4 of the data: the tensors have 4 bytes, the file has 5'],
    ['a hole before the first', fileOf(`{"x":${f32('[4,8]')}}`, 8), 'tensor "x": bytes 0 to 4 before it belong to no tensor'],
    ['a hole between', fileOf(`{"x":${f32('[0,4]')},"y":${f32('[8,12]')}}`, 12), 'tensor "y": bytes 4 to 8 before it belong to no tensor'],
    ['an overlap', fileOf(`{"x":${f32('[0,8]', '[2]')},"y":${f32('[4,8]')}}`, 8), 'tensor "y": its bytes from 4 to 8 overlap those of tensor "x", to 8'],
    ['the same bytes twice', fileOf(`{"x":${f32('[0,4]')},"y":${f32('[0,4]')}}`, 4), 'overlap'],
    ['a truth value 2', fileOf('{"x":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]}}', Uint8Array.of(1, 2)), 'tensor "x": number 1 (bool) does not fit into bool'],
    ['data cut off', encodeSafetensors({ w: tensor([1, 2, 3]) }).slice(0, -1), 'the tensors have 12 bytes, the file has 11 for them'],
  ])('%s', (_name, bytes, message) => {
    const said = refusal(decoded(bytes))
    expect(said).toContain('model.safetensors')
    expect(said).toContain(message)
  })

  test('a name of a prototype does no harm', () => {
    const { tensors, metadata } = read(decoded(fileOf(`{"__metadata__":{"__proto__":"x"},"__proto__":${f32('[0,4]')}}`, 4)))
    expect([Object.keys(tensors), Object.keys(metadata)]).toEqual([['__proto__'], ['__proto__']])
    expect(Object.getPrototypeOf(tensors)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['dtype']).toBeUndefined()
  })

  test('a name cannot break the message', () => {
    const said = refusal(decoded(fileOf(`{"\\n\\u001b[2J\u009b\u202e":${f32('[0,4]', '[2]')}}`, 4)))
    expect(said).toContain('tensor "\\n\\u001b[2J\\u009b\\u202e": shape [2]')
  })

  test('a long name is not said whole', () => {
    expect(refusal(decoded(fileOf(`{"${'n'.repeat(100_000)}":${f32('[0,4]', '[2]')}}`, 4))).length).toBeLessThan(300)
  })
})
