import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toNamed } from '../../src/formats/named.ts'
import { decodeNpy, encodeNpy } from '../../src/formats/npy.ts'
import { decodeNpz, encodeNpz } from '../../src/formats/npz.ts'
import { decodeSafetensors, encodeSafetensors } from '../../src/formats/safetensors.ts'
import { adam, dense, initialize, input, key, pipe, precisionOf, relu, softmaxCrossEntropy, type Tensor, trainStep } from '../../src/index.ts'
import { storageOf } from '../../src/tensor/host.ts'
import { canonicalBytes } from '../../src/tensor/kernels/canonical-bytes.ts'
import { read } from './outcome.ts'
import { pythonWith } from './python.ts'
import { namedTensors } from './tensors.ts'

const folder = mkdtempSync(join(tmpdir(), 'pullback-python-'))

/** What both sides say of an array: kind, shape, and its bytes, little-endian and row-major, with every NaN in one form. */
type Said = Readonly<Record<string, readonly [kind: string, shape: readonly number[], bytes: string]>>

const saidOf = (tensors: Readonly<Record<string, Tensor>>): Said =>
  Object.fromEntries(Object.entries(tensors).map(([name, x]) =>
    [name, [precisionOf(x), x.shape as readonly number[], Buffer.from(canonicalBytes(storageOf('test', x))).toString('hex')]]))

const say = `
import json, sys
import numpy as np
def canonical(a):
    a = np.asarray(a)
    # Wider and narrower numbers as the kind that they become here.
    to = {'f2': '<f4', 'f4': '<f4', 'f8': '<f8', 'b1': '|b1', 'u4': '<u4', 'u8': '<u4'}.get(a.dtype.str[1:], '<i4')
    a = np.array(a.astype(to), order='C')
    if a.dtype.kind == 'f': a[np.isnan(a)] = np.nan
    return a
def said(arrays):
    kinds = {'f4': 'f32', 'f8': 'f64', 'b1': 'bool', 'u4': 'u32', 'i4': 'i32'}
    return {name: [kinds[canonical(a).dtype.str[1:]], list(a.shape), canonical(a).tobytes().hex()] for name, a in arrays.items()}
folder = sys.argv[1]
`

/** Arrays of every type, order and byte order that numpy.save writes of plain numbers. */
const arrays = `
random = np.random.default_rng(7)
real = np.array([[0.0, -0.0, np.nan, np.inf], [-np.inf, 2.0**-149, 0.1, -1e30], [2.0**-1074, 5.0, 6.0, 7.0]])
whole = random.integers(0, 100, (2, 3, 4))
arrays = {f'{order}{kind}{fortran}': np.array(real if kind[0] == 'f' else whole % 2 == 0 if kind == 'b1' else whole, dtype=order + kind, order='F' if fortran else 'C')
  for order in '<>' for kind in ['f2', 'f4', 'f8', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'b1'] for fortran in [0, 1]}
arrays.update({'scalar': np.float32(3), 'one': np.array([7], dtype='i4'), 'é😀/x': np.arange(5), 'large': random.standard_normal((123, 45)).astype('f4')})
np.seterr(all='ignore')
`

const state = toNamed(initialize(trainStep(pipe(input([2, 30]), dense(40), relu, dense(2)), softmaxCrossEntropy, adam({ learningRate: 0.1 })), key(1)))
const drawn = fc.sample(namedTensors, { numRuns: 40, seed: 3 })

describe('numpy', () => {
  test('reads what is written here, and writes the same npy bytes', (context) => {
    const python = pythonWith(['numpy'], context)
    const all: readonly Readonly<Record<string, Tensor>>[] = [state, ...drawn]
    all.forEach((tensors, i) => {
      writeFileSync(join(folder, `${i}.npz`), encodeNpz(tensors))
      writeFileSync(join(folder, `${i}-packed.npz`), encodeNpz(tensors, { compressed: true }))
      Object.values(tensors).forEach((x, j) => { writeFileSync(join(folder, `${i}-${j}.npy`), encodeNpy(x)) })
    })
    const found = python(`${say}
import io
def resaved(file):
    a = np.load(file); b = io.BytesIO(); np.save(b, a)
    return b.getvalue() == open(file, 'rb').read()
counts = json.loads(sys.argv[2])
print(json.dumps([[said(dict(np.load(f'{folder}/{i}.npz'))), said(dict(np.load(f'{folder}/{i}-packed.npz'))), [resaved(f'{folder}/{i}-{j}.npy') for j in range(n)]]
  for i, n in enumerate(counts)]))`, folder, JSON.stringify(all.map((tensors) => Object.keys(tensors).length))) as readonly (readonly [Said, Said, readonly boolean[]])[]
    all.forEach((tensors, i) => {
      expect(found[i]![0]).toEqual(saidOf(tensors))
      expect(found[i]![1]).toEqual(saidOf(tensors))
      expect(found[i]![2]).not.toContain(false)
    })
  })

  test('writes what is read here: npy, npz, packed npz, every type, order and byte order, versions 1 to 3', (context) => {
    const python = pythonWith(['numpy'], context)
    const wanted = python(`${say}${arrays}
from numpy.lib import format
np.savez(f'{folder}/their.npz', **arrays)
np.savez_compressed(f'{folder}/their-packed.npz', **arrays)
for i, a in enumerate(arrays.values()):
    with open(f'{folder}/their-{i}.npy', 'wb') as f: format.write_array(f, np.asarray(a), version=(1 + i % 3, 0))
print(json.dumps(said(arrays)))`, folder) as Said
    for (const name of ['their', 'their-packed']) {
      expect(saidOf(read(decodeNpz(name, readFileSync(join(folder, `${name}.npz`)))))).toEqual(wanted)
    }
    Object.values(wanted).forEach((one, i) => {
      expect(saidOf({ x: read(decodeNpy('f', readFileSync(join(folder, `their-${i}.npy`)))) })).toEqual({ x: one })
    })
    expect(Object.keys(wanted).length).toBeGreaterThan(50)
  })
})

describe('safetensors', () => {
  test('reads what is written here', (context) => {
    const python = pythonWith(['numpy', 'safetensors'], context)
    const all = [state, ...drawn]
    all.forEach((tensors, i) => { writeFileSync(join(folder, `${i}.safetensors`), encodeSafetensors(tensors, { note: 'é', at: String(i) })) })
    const found = python(`${say}
from safetensors import safe_open
from safetensors.numpy import load_file
def both(file):
    with safe_open(file, 'np') as f: return [said(load_file(file)), f.metadata()]
print(json.dumps([both(f'{folder}/{i}.safetensors') for i in range(int(sys.argv[2]))]))`, folder, String(all.length)) as readonly (readonly [Said, Readonly<Record<string, string>>])[]
    all.forEach((tensors, i) => { expect(found[i]).toEqual([saidOf(tensors), { note: 'é', at: String(i) }]) })
  })

  test('writes what is read here, and the same bytes', (context) => {
    const python = pythonWith(['numpy', 'safetensors'], context)
    const wanted = python(`${say}${arrays}
from safetensors.numpy import save_file
held = {name: np.ascontiguousarray(a) for name, a in arrays.items() if np.asarray(a).dtype.str in ['<f4', '<f8', '<i4', '<u4', '|b1']}
save_file(held, f'{folder}/their.safetensors')
save_file(held, f'{folder}/their-noted.safetensors', metadata={'note': 'é'})
print(json.dumps(said(held)))`, folder) as Said
    const bytes = readFileSync(join(folder, 'their.safetensors'))
    const { tensors, metadata } = read(decodeSafetensors('f', bytes))
    expect([saidOf(tensors), metadata]).toEqual([wanted, {}])
    // Only a NaN may have other bits there; theirs are in the one form already.
    expect(Buffer.from(encodeSafetensors(tensors)).equals(bytes)).toBe(true)
    expect(read(decodeSafetensors('f', readFileSync(join(folder, 'their-noted.safetensors')))).metadata).toEqual({ note: 'é' })
  })
})
