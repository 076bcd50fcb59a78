/** A safetensors file made by hand: any header, right or wrong, and any bytes after it. */
export const fileOf = (header: string | Uint8Array, data: Uint8Array | number = 0, length?: bigint): Uint8Array => {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header
  const body = typeof data === 'number' ? new Uint8Array(data) : data
  const bytes = new Uint8Array(8 + text.length + body.length)
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true)
  bytes.set(text, 8)
  bytes.set(body, 8 + text.length)
  return bytes
}

/** The header's text and the bytes after it, of a file that is right. */
export const partsOf = (file: Uint8Array): { readonly header: string; readonly data: Uint8Array } => {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true))
  return { header: new TextDecoder().decode(file.subarray(8, 8 + length)), data: file.slice(8 + length) }
}
