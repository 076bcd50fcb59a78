import type { Storage } from './storage.ts'

/** The bits of the one NaN that leaves the library: engines may choose any other inside. */
const NAN_F32 = 0x7fc00000
const NAN_F64 = 0x7ff8000000000000n

/** Numbers as little-endian bytes, with every NaN in its canonical form. */
export const canonicalBytes = (numbers: Storage): Uint8Array => {
  const bytes = new Uint8Array(numbers.byteLength)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < numbers.length; i++) {
    const [x, at] = [numbers[i]!, i * numbers.BYTES_PER_ELEMENT]
    if (numbers instanceof Float32Array) {
      if (Number.isNaN(x)) view.setUint32(at, NAN_F32, true)
      else view.setFloat32(at, x, true)
    } else if (numbers instanceof Float64Array) {
      if (Number.isNaN(x)) view.setBigUint64(at, NAN_F64, true)
      else view.setFloat64(at, x, true)
    } else if (numbers instanceof Uint8Array) view.setUint8(at, x)
    else view.setUint32(at, x, true)
  }
  return bytes
}
