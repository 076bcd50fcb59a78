import type { Net, Trees } from '../../net.ts'
import { requireThat } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import { showShape } from '../../shape/size.ts'
import { map, type StageName } from '../../stages.ts'
import type { Placement } from '../../shape/placement.ts'
import type { Float, Shape, Some, Tensor } from '../../tensor.ts'
import { type Places, pooledWindows, type Results } from './windows.ts'

/** One number for each window, and the way back to every place of it. `counts` is how many real elements each window sees. */
export interface Pool {
  /** what stands around the image */
  readonly around: number
  readonly formulas: { readonly y: string; readonly x: string }
  readonly of: (ops: Ops, windows: Float<readonly [Places, Results]>, counts: () => Float<readonly [Results]>) =>
    readonly [y: Float<readonly [Results]>, back: (dy: Float<readonly [Results]>) => Float<readonly [Places, Results]>]
}

/** The largest of each window. The first of equals in row-major order has the whole slope, and a NaN counts as largest. */
export const largest: Pool = {
  around: -Infinity,
  formulas: { y: 'max of window', x: 'dy where x is the first largest of its window, else 0' },
  of: (ops, windows) => {
    const first = ops.argmax(windows, 0)
    return [ops.max(windows, [0]), (dy) => {
      const { shape } = windows
      const chosen = ops.equal(ops.iota(shape, 0), ops.broadcast(first, shape, [0]))
      return ops.select(chosen, ops.broadcast(dy, shape, [0]), ops.fill(shape, 0))
    }]
  },
}

/** The mean of the elements of the image that each window sees. */
export const average: Pool = {
  around: 0,
  formulas: { y: 'sum of window / n', x: 'sum of dy / n over the windows of x' },
  of: (ops, windows, counts) => {
    const n = counts()
    return [ops.div(ops.sum(windows, [0]), n), (dy) => ops.broadcast(ops.div(dy, n), windows.shape, [0])]
  },
}

/** How many elements of the image each window sees: all its places where nothing is put around the image. */
const countsOf = (ops: Ops, rows: number, placement: Placement, channels: number, all: number): Tensor => {
  const { image, padded, out } = placement
  const results = [rows, ...out, channels]
  if (padded.every((size, i) => size === image[i])) return ops.fill(results, all)
  const ones: Tensor = pooledWindows(1, placement, 1).to(ops, ops.fill([1, ...image, 1], 1) as Tensor, 0)
  const counts: Tensor = ops.reshape(ops.sum(ones, [0] as Some), out)
  return ops.broadcast(counts, results, [0, results.length - 1] as Some)
}

/** Refuses padding in which a window would see nothing of the image. */
const requireSight = (operation: string, { image, before, padded, windows: { size, stride }, out }: Placement): void => {
  const blind = image.findIndex((length, i) => {
    const [ahead = 0, step = 1, count = 1] = [before[i], stride[i], out[i]]
    return ahead >= (size[i] ?? 1) || (count - 1) * step - ahead >= length
  })
  requireThat(blind === -1, operation, () =>
    `with ${showShape(padded)} for ${showShape(image)}, a window of ${showShape(size)} would see nothing of axis ${blind} of the image; pad less`)
}

/** A network grown by a pool over its images, `[N, …image, C]`. */
export const withPool = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, C extends Tensor>(
  prev: Net<P, S, A, B>, name: StageName, placement: Placement, { around, formulas, of }: Pool,
): Net<P, S, A, C> => {
  const from: Shape = prev.out
  const [rows, channels] = [from[0] ?? 1, from.at(-1) ?? 1]
  const out = [rows, ...placement.out, channels]
  requireSight(name.kind, placement)
  const windows = pooledWindows(rows, placement, channels)
  return map<P, S, A, B, C>(prev, out, name, (ops) => (x): Some => {
    const seen = windows.to(ops, x, around)
    const flat = (results: Tensor): Tensor => ops.reshape(results, [seen.shape[1]])
    const [y, back] = of(ops, seen, () => flat(countsOf(ops, rows, placement, channels, seen.shape[0])))
    return [
      ops.note('y', ops.reshape(y, out), `y = ${formulas.y}`),
      (dy: Tensor) => ops.note('dx', windows.from(ops, back(flat(dy))), `dx = ${formulas.x}`),
    ]
  })
}
