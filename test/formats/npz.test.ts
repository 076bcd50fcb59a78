import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { crc32 } from '../../src/formats/kernels/crc32.ts'
import { encodeNpy } from '../../src/formats/npy.ts'
import { decodeNpz, encodeNpz } from '../../src/formats/npz.ts'
import { npzToSafetensors, safetensorsToNpz } from '../../src/formats/convert.ts'
import { decodeSafetensors, encodeSafetensors } from '../../src/formats/safetensors.ts'
import { Either, f32, Misuse, tensor } from '../../src/index.ts'
import { holds } from '../support/examples.ts'
import { allocatedBy } from './counted-allocation.ts'
import { expectSame, read, refusal } from './outcome.ts'
import { namedTensors } from './tensors.ts'

const decoded = (bytes: Uint8Array) => decodeNpz('data.npz', bytes)

const one = encodeNpz({ w: tensor([1, 2, 3]) })
const two = encodeNpz({ a: tensor([1, 2, 3]), b: tensor([4]) })

/** Where the first `signature` stands. */
const find = (archive: Uint8Array, ...signature: readonly number[]): number =>
  archive.findIndex((_, i) => signature.every((byte, j) => archive[i + j] === byte))

/** The archive with a field of its directory changed: the first file's central header, or the end. */
const changed = (archive: Uint8Array, where: 'central' | 'end', field: number, width: 2 | 4, value: number): Uint8Array => {
  const bytes = archive.slice()
  const at = find(bytes, 0x50, 0x4b, ...(where === 'central' ? [1, 2] : [5, 6])) + field
  const view = new DataView(bytes.buffer)
  if (width === 2) view.setUint16(at, value, true)
  else view.setUint32(at, value, true)
  return bytes
}

describe('encode and decode', () => {
  test.each([false, true])('give back every tensor, to the bit (compressed: %s)', (compressed) => {
    holds(fc.property(namedTensors, (tensors) => {
      expectSame(read(decoded(encodeNpz(tensors, { compressed }))), tensors)
    }), 150)
  })

  test('the same content gives the same bytes, at whatever time and in whatever order', () => {
    const w = tensor([1, 2])
    const zone = process.env['TZ']
    const made = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'].map((tz) => {
      process.env['TZ'] = tz
      return encodeNpz({ a: w, b: w })
    })
    if (zone === undefined) Reflect.deleteProperty(process.env, 'TZ')
    else process.env['TZ'] = zone
    for (const bytes of [...made, encodeNpz({ b: w, a: w })]) expect(bytes).toEqual(made[0])
  })

  test('compressed is smaller', () => {
    const zeros = { x: f32.fill([1000], 0) }
    expect(encodeNpz(zeros, { compressed: true }).length).toBeLessThan(encodeNpz(zeros).length / 10)
  })

  test('a name that an archive cannot hold is refused at once', () => {
    for (const name of ['\ud800', 'a\0b']) expect(() => encodeNpz({ [name]: tensor([1]) })).toThrow(Misuse)
  })

  test('the check sum is that of ISO 3309', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
  })
})

describe('an archive that cannot be used is refused', () => {
  const npy = encodeNpy(tensor([1]))
  const zeros = encodeNpz({ x: f32.fill([10_000], 0) }, { compressed: true })
  test.each<readonly [string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'byte 0: the directory of a zip archive is missing from its end'],
    ['an npy file', npy, 'the directory of a zip archive is missing from its end'],
    ['half an archive', one.slice(0, one.length / 2), 'the directory of a zip archive is missing from its end'],
    ['bytes before it', Uint8Array.of(0, ...one), 'the directory is not where its end says'],
    ['bytes after it', Uint8Array.of(...one, 0), 'the directory of a zip archive is missing from its end'],
    ['two files where one is', changed(one, 'end', 10, 2, 2), 'the directory is not where its end says'],
    ['a directory elsewhere', changed(one, 'end', 16, 4, 1e9), 'the directory is not where its end says'],
    ['zip64', changed(one, 'end', 16, 4, 0xffffffff), 'it is a zip64 archive'],
    ['a file elsewhere', changed(one, 'central', 42, 4, 1e9), 'there is no file at byte 1000000000'],
    ['a file that is too long', changed(one, 'central', 20, 4, 1e6), 'reaches into the directory'],
    ['a long name', changed(one, 'central', 28, 2, 60_000), 'a name of the directory reaches past its end'],
    ['an encrypted file', changed(one, 'central', 8, 2, 1), 'tensor "w.npy": it is encrypted'],
    ['another method', changed(one, 'central', 10, 2, 12), 'tensor "w.npy": it is packed by method 12'],
    ['a bomb', changed(zeros, 'central', 24, 4, 3e8), 'it claims to unpack from'],
    ['a bomb among others', changed(encodeNpz({ a: f32.fill([4000], 0), b: tensor([1]) }, { compressed: true }), 'central', 24, 4, 200_000), 'which its '],
    ['a size too small', changed(zeros, 'central', 24, 4, 100), 'its content is not what the check sum says'],
    ['a size too large', changed(zeros, 'central', 24, 4, 40_129), 'its content is not what the check sum says'],
    ['another check sum', changed(one, 'central', 16, 4, 7), 'tensor "w.npy": its content is not what the check sum says'],
    ['deflate that is none', changed(one, 'central', 10, 2, 8), 'tensor "w.npy": it'],
    ['a name without .npy', zipSync({ 'readme.txt': npy }, { level: 0 }), 'tensor "readme.txt": its name does not end in .npy'],
    ['a name with a 0', zipSync({ 'w\0.npy': npy }, { level: 0 }), 'its name has a character 0'],
    ['a file that is no npy', zipSync({ 'w.npy': new Uint8Array(9) }, { level: 0 }), 'tensor "w.npy": it does not begin as an npy file does'],
    ['a file of wrong length', zipSync({ 'w.npy': Uint8Array.of(...npy, 0) }, { level: 0 }), 'tensor "w.npy": shape [1] of f32 needs 4 bytes, 5 are given'],
  ])('%s', (_name, bytes, message) => {
    const [outcome, allocated] = allocatedBy(() => decoded(bytes))
    expect(refusal(outcome)).toContain(message)
    expect(allocated).toBeLessThan(1e6)
  })

  test('a name there twice is named', () => {
    const bytes = two.slice()
    const names = [...bytes.keys()].filter((i) => bytes[i] === 0x62 && bytes[i + 1] === 0x2e && bytes[i + 2] === 0x6e)
    expect(names).toHaveLength(2)
    for (const i of names) bytes[i] = 0x61
    expect(refusal(decoded(bytes))).toContain('data.npz, tensor "a.npy": the name is there twice')
  })

  test('a flipped bit in the numbers is noticed', () => {
    holds(fc.property(fc.nat(11), fc.nat(7), (byte, bit) => {
      const bytes = one.slice()
      const data = find(bytes, 0x93, 0x4e) + 128
      bytes[data + byte]! ^= 1 << bit
      expect(refusal(decoded(bytes))).toContain('its content is not what the check sum says')
    }), 50)
  })

  test('no spoiled archive throws or allocates much', () => {
    const wholes = [one, two, encodeNpz({ x: f32.fill([50], 1), y: tensor([true], { dtype: 'bool' }) }, { compressed: true })]
    holds(fc.property(fc.constantFrom(...wholes), fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 4 }), fc.nat(600), (whole, changes, cut) => {
      const spoiled = cut < 500 ? whole.slice() : whole.slice(0, -(cut - 500) || undefined)
      for (const [at, byte] of changes) if (spoiled.length > 0) spoiled[at % spoiled.length] = byte
      const [outcome, allocated] = allocatedBy(() => decoded(spoiled))
      expect(Either.isLeft(outcome) ? outcome.left.file : 'data.npz').toBe('data.npz')
      // What deflate can claim of so many bytes, and as much again for the numbers, with the tables that it builds.
      expect(allocated).toBeLessThan(2 * 1032 * spoiled.length + 1e5)
    }), 3000)
  })
})

describe('safetensors and npz', () => {
  test('are made of each other', () => {
    holds(fc.property(namedTensors, (tensors) => {
      const npz = read(safetensorsToNpz('f', encodeSafetensors(tensors, { note: 'lost' })))
      expect(npz).toEqual(encodeNpz(tensors))
      expectSame(read(decodeSafetensors('f', read(npzToSafetensors('f', npz)))).tensors, tensors)
    }), 60)
  })

  test('what is wrong with the one is said', () => {
    expect(refusal(safetensorsToNpz('f.safetensors', new Uint8Array(3)))).toContain('f.safetensors, byte 0')
    expect(refusal(npzToSafetensors('f.npz', new Uint8Array(3)))).toContain('f.npz, byte 3')
    expect(refusal(safetensorsToNpz('f', encodeSafetensors({ 'a\0b': tensor([1]) })))).toContain('tensor "a\\u0000b": an npz archive cannot hold')
    expect(refusal(npzToSafetensors('f.npz', encodeNpz({ __metadata__: tensor([1]) })))).toContain('tensor "__metadata__"')
  })
})
