/** What a header says of one tensor, as it stands there. */
export interface ScannedTensor {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly offsets: readonly number[]
}

export interface ScannedHeader {
  readonly tensors: readonly ScannedTensor[]
  readonly metadata: ReadonlyMap<string, string>
}

/** Where a header stops being one. */
export interface HeaderFault {
  /** counted in characters from the header's first */
  readonly at: number
  readonly reason: string
  /** the name that the reason is about, where there is one */
  readonly name?: string
}

class Fault extends Error {
  readonly about: { readonly name?: string }
  constructor(reason: string, about: { readonly name?: string } = {}) {
    super(reason)
    this.about = about
  }
}

/**
 * The JSON header of a safetensors file. It is read by its own grammar instead of `JSON.parse`, which would hide a name
 * that is there twice, and would build whatever else a hostile file holds before anybody could refuse it:
 *
 *     header   = { "__metadata__": { name: string, … }, name: tensor, … }
 *     tensor   = { "dtype": string, "shape": [whole, …], "data_offsets": [whole, whole] }, in any order
 */
export const scanHeader = (text: string, mostAxes: number): ScannedHeader | HeaderFault => {
  let at = 0

  const fail = (reason: string): never => {
    throw new Fault(reason)
  }
  const space = (): void => {
    for (let c = text[at]; c === ' ' || c === '\t' || c === '\n' || c === '\r'; c = text[at]) at++
  }
  const next = (): string | undefined => {
    space()
    return text[at]
  }
  const take = (mark: string): void => {
    if (next() !== mark) fail(`${mark} is expected`)
    at++
  }
  /** Items between two marks, separated by commas. */
  const items = (open: string, close: string, item: () => void): void => {
    take(open)
    if (next() === close) {
      at++
      return
    }
    for (;;) {
      item()
      if (next() !== ',') break
      at++
    }
    take(close)
  }
  const string = (): string => {
    take('"')
    const from = at
    while (text[at] !== '"') {
      if (at >= text.length) fail('a text has no end')
      at += text[at] === '\\' ? 2 : 1
    }
    const value = unescaped(text.slice(from, at++))
    return value ?? fail('this is not a text of JSON')
  }
  const whole = (): number => {
    space()
    const digits = /^(?:0|[1-9]\d{0,15})(?![\d.eE])/.exec(text.slice(at, at + 17))?.[0] ?? fail('a whole number from 0 to 2^53 - 1 is expected')
    at += digits.length
    return Number.isSafeInteger(Number(digits)) ? Number(digits) : fail('a whole number from 0 to 2^53 - 1 is expected')
  }
  const wholes = (most: number): readonly number[] => {
    const found: number[] = []
    items('[', ']', () => found.length < most ? found.push(whole()) : fail(`there are more than ${most} numbers`))
    return found
  }
  /** An object whose names are all different. */
  const record = (entry: (name: string) => void): void => {
    const names = new Set<string>()
    items('{', '}', () => {
      const name = string()
      if (names.has(name)) throw new Fault('it is there twice', { name })
      names.add(name)
      take(':')
      entry(name)
    })
  }
  const tensor = (name: string): ScannedTensor => {
    const seen: { dtype?: string, shape?: readonly number[], offsets?: readonly number[] } = {}
    record((field) => {
      switch (field) {
        case 'dtype': seen.dtype = string(); break
        case 'shape': seen.shape = wholes(mostAxes); break
        case 'data_offsets': seen.offsets = wholes(2); break
        default: fail('only dtype, shape and data_offsets are expected')
      }
    })
    const { dtype = fail('dtype is missing'), shape = fail('shape is missing'), offsets = fail('data_offsets are missing') } = seen
    return { name, dtype, shape, offsets }
  }

  try {
    const tensors: ScannedTensor[] = []
    const metadata = new Map<string, string>()
    record((name) => {
      if (name === '__metadata__') record((key) => metadata.set(key, string()))
      else tensors.push(tensor(name))
    })
    if (next() !== undefined) fail('nothing is expected after the last }')
    return { tensors, metadata }
  } catch (error) {
    if (error instanceof Fault) return { at, reason: error.message, ...error.about }
    throw error
  }
}

/** The text that stands between two quotes; `undefined` where JSON or Unicode has no such text. */
const unescaped = (raw: string): string | undefined => {
  const text = /[\\\p{Cc}]/u.test(raw) ? parsedText(raw) : raw
  return text === undefined || /\p{Surrogate}/u.test(text) ? undefined : text
}

/** Knows the escapes, and refuses control characters that are not escaped. */
const parsedText = (raw: string): string | undefined => {
  try {
    return JSON.parse(`"${raw}"`) as string
  } catch {
    return undefined
  }
}
