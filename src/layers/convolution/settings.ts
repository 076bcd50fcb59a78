import type { Stage } from '../../net.ts'
import type { Padding, Placement } from '../../shape/placement.ts'
import type { Shape } from '../../tensor.ts'

/** `3` for `[3, 3]`, `3×5` for `[3, 5]`. */
export const written = (sizes: Shape): number | string => {
  const [first = 1, ...others] = sizes
  return others.every((size) => size === first) ? first : sizes.join('×')
}

/** `same`, or `1+2×0+0` for 1 before and 2 after on the first axis. */
const writtenPadding = (padding: Padding): string =>
  typeof padding === 'string' ? padding : padding.map((around) => around.join('+')).join('×')

/** A stage's settings as data; those with their usual value are left out. */
export const settingsOf = (
  own: Stage['settings'], { windows: { size, stride, dilation } }: Placement,
  { padding = 'valid', groups = 1, bias }: { readonly padding?: Padding; readonly groups?: number; readonly bias?: unknown }, usualStride: Shape = stride.map(() => 1),
): Stage['settings'] => ({
  ...own,
  size: written(size),
  ...(written(stride) === written(usualStride) ? {} : { stride: written(stride) }),
  ...(written(dilation) === 1 ? {} : { dilation: written(dilation) }),
  ...(padding === 'valid' ? {} : { padding: writtenPadding(padding) }),
  ...(groups === 1 ? {} : { groups }),
  ...(bias === false ? { bias } : {}),
})
