import type { Storage } from '../../../tensor/kernels/storage.ts'

/** 32 bits from all bits of a tensor's numbers (FNV-1a, word by word): equal for equal bits. */
export const fingerprint = ({ buffer, byteOffset, byteLength, BYTES_PER_ELEMENT }: Storage): number => {
  const words = BYTES_PER_ELEMENT === 1
    ? new Uint8Array(buffer, byteOffset, byteLength)
    : new Uint32Array(buffer, byteOffset, byteLength / 4)
  let print = 0x811c9dc5
  for (let i = 0; i < words.length; i++) print = Math.imul(print ^ words[i]!, 0x01000193)
  return print >>> 0
}

/** Whether two tensors' numbers are the same bits. */
export const sameBits = (a: Storage, b: Storage): boolean => {
  if (a === b) return true
  if (a.byteLength !== b.byteLength) return false
  const [u, v] = [a, b].map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength))
  for (let i = 0; i < u!.length; i++) if (u![i] !== v![i]) return false
  return true
}
