import { sizeOf } from '../shape/size.ts'
import type { DType, Shape } from '../tensor.ts'
import type { Storage } from './kernels/storage.ts'

/** At most this many entries of an axis are shown; of a longer one, the first and the last three. */
const EDGE = 3
const LIMIT = 2 * EDGE + 2

/** One number in about seven significant digits, with −0, NaN and infinities as they are. */
export const showNumber = (x: number, digits = 7): string =>
  Object.is(x, -0) ? '-0' : Number.isInteger(x) && Math.abs(x) < 1e9 ? String(x) : String(Number(x.toPrecision(digits)))

const kindOf = (dtype: DType, storage: Storage): string =>
  dtype === 'float' ? storage instanceof Float64Array ? 'f64' : 'f32' : dtype

/** `f32[2, 2] [[1, 2], [3, 4]]`, matrices with a row a line, long axes with their middle left out. */
export const showTensor = (shape: Shape, dtype: DType, storage: Storage): string => {
  const element = (index: number): string =>
    dtype === 'bool' ? (storage[index] === 0 ? 'false' : 'true')
    : dtype === 'float' ? showNumber(storage[index] ?? NaN)
    : String(storage[index])
  const indices = (size: number): readonly (number | '…')[] =>
    size <= LIMIT
      ? Array.from({ length: size }, (_, i) => i)
      : [...Array.from({ length: EDGE }, (_, i) => i), '…', ...Array.from({ length: EDGE }, (_, i) => size - EDGE + i)]
  const block = (axes: Shape, offset: number, indent: string): string => {
    const [size, ...rest] = axes
    if (size === undefined) return element(offset)
    const parts = indices(size).map((i) => i === '…' ? i : block(rest, offset + i * sizeOf(rest), `${indent} `))
    return `[${parts.join(rest.length === 0 ? ', ' : `,\n${indent} `)}]`
  }
  const head = `${kindOf(dtype, storage)}[${shape.join(', ')}]`
  const body = block(shape, 0, shape.length > 1 ? '  ' : '')
  return shape.length > 1 ? `${head}\n  ${body}` : `${head} ${body}`
}
