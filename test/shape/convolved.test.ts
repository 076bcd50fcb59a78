import { describe, expect, test } from 'vitest'
import { type AxisPadding, convolved, span, unconvolved } from '../../src/shape/convolved.ts'
import { placementOf, unplacementOf } from '../../src/shape/placement.ts'
import { evaluated } from './evaluated.ts'

const imports = `import type { Convolved, Divides, Fits, Span, Unconvolved } from '../../src/shape/convolved.ts'`

const sizes = [1, 2, 5, 6, 28, 100]
const windows = [1, 2, 3, 5]
const strides = [1, 2, 3, 7]
const dilations = [1, 2, 3]
const paddings: readonly AxisPadding[] = ['valid', 'same', [0, 0], [2, 1], [0, 5]]

interface Axis { readonly size: number; readonly window: number; readonly stride: number; readonly dilation: number; readonly padding: AxisPadding }

const axes: readonly Axis[] = sizes.flatMap((size) => windows.flatMap((window) => strides.flatMap((stride) => dilations.flatMap((dilation) =>
  paddings.map((padding) => ({ size, window, stride, dilation, padding }))))))

const fits = ({ size, window, dilation, padding }: Axis): boolean =>
  padding === 'same' || (typeof padding === 'string' ? 0 : padding[0] + padding[1]) + size >= (window - 1) * dilation + 1

const fitting = axes.filter(fits)

/** A type function of an axis, as text. */
const typed = (name: string) => ({ size, window, stride, dilation, padding }: Axis): string =>
  `${name}<${String(size)}, Span<${String(window)}, ${String(dilation)}>, ${String(stride)}, ${typeof padding === 'string' ? `'${padding}'` : `readonly [${padding.join(', ')}]`}>`

const types = evaluated(imports, [
  ...fitting.map(typed('Convolved')), ...axes.map(typed('Unconvolved')),
  ...axes.map(({ size, window, dilation, padding }) =>
    `Fits<${String(size)}, Span<${String(window)}, ${String(dilation)}>, ${typeof padding === 'string' ? `'${padding}'` : `readonly [${padding.join(', ')}]`}>`),
])

describe('the size of what a convolution gives', () => {
  test('is the same of types, of values, and by counting the windows one by one', () => {
    const counted = fitting.map(({ size, window, stride, dilation, padding }) => {
      if (padding === 'same') return Math.ceil(size / stride)
      const whole = size + (padding === 'valid' ? 0 : padding[0] + padding[1])
      return Array.from({ length: whole }, (_, at) => at).filter((at) => at % stride === 0 && at + (window - 1) * dilation < whole).length
    })
    expect(types.slice(0, fitting.length)).toEqual(counted.map(String))
    expect(fitting.map(({ size, window, stride, dilation, padding }) => convolved(size, span(window, dilation), stride, padding) as number)).toEqual(counted)
  })

  test('fits where the windows do', () => {
    expect(types.slice(-axes.length)).toEqual(axes.map((axis) => String(fits(axis))))
  })

  test('turned around is the same of types and of values, and a size that has these windows', () => {
    const values = axes.map(({ size, window, stride, dilation, padding }) => unconvolved(size, span(window, dilation), stride, padding) as number)
    expect(types.slice(fitting.length, fitting.length + axes.length)).toEqual(values.map(String))
    axes.forEach(({ size, window, stride, dilation, padding }, i) => {
      if (values[i]! > 0) expect(convolved(values[i]!, span(window, dilation), stride, padding) as number).toBe(size)
    })
  })
})

describe('where windows lie', () => {
  test('same puts the odd row and column after the image', () => {
    const { before, padded, out } = placementOf('test', [5, 6], { size: [2, 3], stride: [1, 2], padding: 'same' })
    expect({ before, padded, out }).toEqual({ before: [0, 0], padded: [6, 7], out: [5, 3] })
  })

  test('a dilated window reaches further', () => {
    expect(placementOf('test', [6], { size: 3, dilation: 2, padding: 'same' })).toMatchObject({ before: [2], padded: [10], out: [6] })
  })

  test.each([
    [{ size: 0 }, 'must be whole numbers above 0'],
    [{ size: 2, stride: 1.5 }, 'must be whole numbers above 0'],
    [{ size: 2, dilation: -1 }, 'must be whole numbers above 0'],
    [{ size: [2, 2, 2] }, 'need one entry for each of 2 axes'],
    [{ size: 2, padding: [[1, 1]] }, 'need one entry for each of 2 axes'],
    [{ size: 2, padding: [[1, 1], [0, -1]] }, 'must be whole numbers of at least 0'],
    [{ size: [3, 5] }, 'the kernel is larger than the image: [3, 5] and [4, 4]'],
    [{ size: 3, dilation: 2 }, 'the kernel is larger than the image: [5, 5] and [4, 4]'],
  ] as const)('%j is refused: %s', (settings, reason) => {
    expect(() => placementOf('conv2d', [4, 4], settings as never)).toThrow(reason)
  })

  test('padding that leaves nothing is refused', () => {
    expect(() => unplacementOf('convTranspose2d', [2, 2], { size: 2, padding: [[2, 1], [0, 0]] })).toThrow('the padding leaves nothing of [0, 3]')
  })
})
