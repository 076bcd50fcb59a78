import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Shape, Tensor, Tree } from '../tensor.ts'
import type { Leaf } from '../tree.ts'
import * as tree from '../tree.ts'
import { precisionOf, storageOf } from './host.ts'
import { canonicalBytes } from './kernels/canonical-bytes.ts'

/** What is hashed of one tensor: its kind and shape as text (`f32[2,3]`), then its canonical bytes. */
const hashed = (x: Tensor): Uint8Array =>
  concatBytes(utf8ToBytes(`${precisionOf(x)}[${(x.shape as Shape).join(',')}]`), canonicalBytes(storageOf('hash', x)))

/** SHA-256 of a tensor, in hexadecimal: equal for equal bits on every machine and engine. */
export const hash = (x: Tensor): string => bytesToHex(sha256(hashed(x)))

/** SHA-256 of a tree: of each leaf's path and hash, in the order of the paths, so that key order in objects does not count. */
export const hashTree = (t: Tree): string => hashNamed(tree.byPath(t))

/** The same of leaves that are in the order of their paths already. */
export const hashNamed = (leaves: readonly Leaf[]): string =>
  bytesToHex(sha256(utf8ToBytes(leaves.map(({ path, tensor }) => `${path} ${hash(tensor)}\n`).join(''))))
