import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import { sameShape, showShape } from '../shape/size.ts'
import { requireTensor } from '../tensor/host.ts'
import type { Shape, Tensor } from '../tensor.ts'

type Layout = Pick<Ops, 'slice' | 'reshape' | 'concat'>

/** Refuses what cannot be scanned, in the same words on every engine. */
export const requireScan = (length: number, carry: readonly Tensor[], xs: readonly Tensor[]): void => {
  ;[...carry, ...xs].forEach((x) => requireTensor('scan', x))
  requireThat(Number.isSafeInteger(length) && length > 0, 'scan', () => `length ${length} is not a whole number above 0`)
  const other = xs.find((x) => (x.shape as Shape)[0] !== length)
  requireThat(other === undefined, 'scan', () => `${showShape(other?.shape ?? [])} has not ${length} slices along its first axis`)
}

/** Refuses a body that changes what it carries: the next step could not take it. */
export const requireCarry = (before: readonly Tensor[], after: readonly Tensor[]): void => {
  requireThat(before.length === after.length, 'scan', () => `the body was given ${before.length} tensors to carry, and gives ${after.length}`)
  const at = before.findIndex((x, i) => !sameShape(x.shape, after[i]?.shape ?? []) || x.dtype !== after[i]?.dtype)
  requireThat(at === -1, 'scan', () =>
    `carried tensor ${at} was ${before[at]?.dtype} ${showShape(before[at]?.shape ?? [])}, the body gives ${after[at]?.dtype} ${showShape(after[at]?.shape ?? [])}`)
}

/** The meaning of `scan`: each step by itself, in order. Engines that have no loop of their own use it as it is. */
export const scanInSteps = ({ slice, reshape, concat }: Layout): Ops['scan'] => (length, carry, xs, body, { reverse = false } = {}) => {
  requireScan(length, carry, xs)
  const sliceAt = (i: number) => (x: Tensor): Tensor => {
    const [, ...rest]: Shape = x.shape
    return reshape(slice(x, { start: [i, ...rest.map(() => 0)] }, [1, ...rest]), rest)
  }
  const order = Array.from({ length }, (_, i) => reverse ? length - 1 - i : i)
  const [last, steps] = order.reduce<readonly [readonly Tensor[], readonly (readonly Tensor[])[]]>(([before, ys], i) => {
    const [after, y] = body(before, xs.map(sliceAt(i)))
    requireCarry(before, after)
    return [after, reverse ? [y, ...ys] : [...ys, y]]
  }, [carry, []])
  const stacked = (steps[0] ?? []).map((first, j): Tensor => {
    const shape: Shape = first.shape
    const parts = steps.map((y) => reshape(y[j] ?? first, [1, ...shape]))
    return concat(parts, 0, [length, ...shape])
  })
  return [last, stacked]
}
