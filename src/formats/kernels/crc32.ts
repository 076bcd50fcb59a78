/** The reversed polynomial of CRC-32 (ISO 3309), as zip and gzip use it. */
const POLYNOMIAL = 0xedb88320

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let c = byte
  for (let bit = 0; bit < 8; bit++) c = (c & 1) === 0 ? c >>> 1 : POLYNOMIAL ^ (c >>> 1)
  return c
})

/** The check sum of bytes, from 0 to 2³² − 1. */
export const crc32 = (bytes: Uint8Array): number => {
  let c = 0xffffffff
  for (let i = 0; i < bytes.length; i++) c = table[(c ^ bytes[i]!) & 255]! ^ (c >>> 8)
  return ~c >>> 0
}
