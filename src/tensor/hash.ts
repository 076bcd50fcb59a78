import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Tensor, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import { precisionOf, storageOf } from './host.ts'

/** The numbers as little-endian bytes, with every NaN in its canonical form: the only bits that engines may choose freely. */
export const canonicalBytes = (x: Tensor): Uint8Array => {
  const storage = storageOf('hash', x)
  const bytes = new Uint8Array(storage.byteLength)
  const view = new DataView(bytes.buffer)
  const width = storage.BYTES_PER_ELEMENT
  const set = setter[precisionOf(x)]
  storage.forEach((v, i) => { set(view, i * width, Number.isNaN(v) ? NaN : v) })
  return bytes
}

const setter = {
  f32: (view: DataView, at: number, x: number) => { Number.isNaN(x) ? view.setUint32(at, 0x7fc00000, true) : view.setFloat32(at, x, true) },
  f64: (view: DataView, at: number, x: number) => { Number.isNaN(x) ? view.setBigUint64(at, 0x7ff8000000000000n, true) : view.setFloat64(at, x, true) },
  i32: (view: DataView, at: number, x: number) => { view.setInt32(at, x, true) },
  u32: (view: DataView, at: number, x: number) => { view.setUint32(at, x, true) },
  bool: (view: DataView, at: number, x: number) => { view.setUint8(at, x) },
} as const

/** What is hashed of one tensor: its kind and shape as text (`f32[2,3]`), then its canonical bytes. */
const hashed = (x: Tensor): Uint8Array => concatBytes(utf8ToBytes(`${precisionOf(x)}[${(x.shape as readonly number[]).join(',')}]`), canonicalBytes(x))

/** SHA-256 of a tensor, in hexadecimal: equal for equal bits on every machine and engine. */
export const hash = (x: Tensor): string => bytesToHex(sha256(hashed(x)))

/** SHA-256 of a tree: of each leaf's path and hash, in the order of the paths, so that key order in objects does not count. */
export const hashTree = (t: Tree): string =>
  bytesToHex(sha256(utf8ToBytes([...tree.leaves(t)]
    .sort((a, b) => a.path < b.path ? -1 : 1)
    .map(({ path, tensor }) => `${path} ${hash(tensor)}\n`).join(''))))
