/** One instruction of a WebAssembly module: its prefix (0 where it has none) and its number. */
export interface Instruction {
  readonly prefix: number
  readonly code: number
}

/** Reads bytes one after another. */
class Reader {
  readonly #bytes: Uint8Array
  at: number
  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  byte(): number {
    const byte = this.#bytes[this.at++]
    if (byte === undefined) throw new Error('the module ends in the middle')
    return byte
  }

  skip(count: number): void {
    this.at += count
  }

  /** An unsigned number in LEB128; a signed one has as many bytes. */
  number(): number {
    let [value, scale] = [0, 1]
    for (;;) {
      const byte = this.byte()
      value += (byte & 127) * scale
      scale *= 128
      if (byte < 128) return value
    }
  }
}

const CODE_SECTION = 10
const END = 0x0b
export const SIMD = 0xfd
const MISCELLANEOUS = 0xfc
const ATOMIC = 0xfe

const numbers = (count: number) => (from: Reader): void => { for (let i = 0; i < count; i++) from.number() }
const bytes = (count: number) => (from: Reader): void => { from.skip(count) }
const range = (first: number, last: number): readonly number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i)

/** What follows an instruction, by its code; codes that are not here are not known, and an unknown one is an error. */
type Following = ReadonlyMap<number, (from: Reader) => void>
const table = (rows: readonly (readonly [codes: readonly number[], following: (from: Reader) => void])[]): Following =>
  new Map(rows.flatMap(([codes, following]) => codes.map((code) => [code, following] as const)))

// The tables of the specification: https://webassembly.github.io/spec/core/binary/instructions.html
const plain = table([
  [[0x00, 0x01, 0x05, END, 0x0f, 0x1a, 0x1b, ...range(0x45, 0xc4)], numbers(0)],
  // A block's type is one byte here: none, or one value.
  [[0x02, 0x03, 0x04, 0x0c, 0x0d, 0x10, ...range(0x20, 0x24), 0x3f, 0x40, 0x41, 0x42], numbers(1)],
  [[0x0e], (from) => { numbers(from.number() + 1)(from) }],
  [[0x11, ...range(0x28, 0x3e)], numbers(2)],
  [[0x43], bytes(4)],
  [[0x44], bytes(8)],
])
const miscellaneous = table([[range(0, 7), numbers(0)], [[8, 10], numbers(2)], [[9, 11], numbers(1)]])
const simd = table([
  [[...range(0, 11), 92, 93], numbers(2)],
  [[12, 13], bytes(16)],
  [range(21, 34), bytes(1)],
  [range(84, 91), (from) => { numbers(2)(from); from.skip(1) }],
  // Up to 255 everything of 128-bit SIMD, and from 256 on everything of relaxed SIMD.
  [[...range(14, 20), ...range(35, 83), ...range(94, 275)], numbers(0)],
])
const atomic = table([[range(0, 2), numbers(2)], [[3], bytes(1)], [range(16, 78), numbers(2)]])
const prefixed = new Map([[MISCELLANEOUS, miscellaneous], [SIMD, simd], [ATOMIC, atomic]])

/** Every instruction of every function of a module, in order. */
export const instructionsOf = (module: Uint8Array): readonly Instruction[] => {
  const from = new Reader(module, 8)
  const found: Instruction[] = []
  while (from.at < module.length) {
    const [section, size] = [from.byte(), from.number()]
    const end = from.at + size
    if (section === CODE_SECTION) for (let left = from.number(); left > 0; left--) readBody(from, found)
    else from.at = end
    if (from.at !== end) throw new Error('the code section was not read to its end')
  }
  return found
}

const readBody = (from: Reader, found: Instruction[]): void => {
  const size = from.number()
  const end = from.at + size
  for (let kinds = from.number(); kinds > 0; kinds--) numbers(2)(from)
  while (from.at < end) {
    const first = from.byte()
    const more = prefixed.get(first)
    const [prefix, code] = more === undefined ? [0, first] : [first, from.number()]
    const following = (more ?? plain).get(code)
    if (following === undefined) throw new Error(`instruction ${prefix} ${code} is not known`)
    following(from)
    found.push({ prefix, code })
  }
  if (from.at !== end || found.at(-1)?.code !== END) throw new Error('a function was not read to its end')
}
