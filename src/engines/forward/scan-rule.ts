import type { Ops } from '../../ops.ts'
import type { Shape, Tensor } from '../../tensor.ts'
import { recorder } from '../listen/kernels/recorder.ts'
import { requireCarry, requireScan } from '../scan-in-steps.ts'
import type { UntypedOps } from '../untyped.ts'
import type { Duals } from './dual.ts'

/** Which of a list of tensors have a tangent. */
type Pattern = readonly boolean[]

/**
 * One scan below takes values and tangents side by side, of those tensors alone that have a tangent. What is carried has the same
 * form at every step, so it has a tangent from the beginning, 0 at first, where the body gives it one. Which do is found by running
 * the body on its first slices until no more do.
 */
export const scanRule = (o: UntypedOps, duals: Duals, { slice, reshape }: Pick<Ops, 'slice' | 'reshape'>): Ops['scan'] => {
  const { dual, valueOf, tangentOf, tangentOrZero } = duals
  const moving = (tensors: readonly Tensor[]): Pattern => tensors.map((x) => tangentOf(x) !== undefined)
  /** the values, then the tangents of those that the pattern marks */
  const apart = (tensors: readonly Tensor[], marked: Pattern): readonly Tensor[] =>
    [...tensors.map(valueOf), ...tensors.flatMap((x, i) => marked[i] === true ? [tangentOrZero(x)] : [])]
  const together = (parts: readonly Tensor[], marked: Pattern): readonly Tensor[] => marked.map((has, i) => {
    const before = marked.slice(0, i).filter(Boolean).length
    return dual(parts[i] as Tensor, has ? parts[marked.length + before] : undefined)
  })
  return (length, carry, xs, body, direction) => {
    requireScan(length, carry, xs)
    const first = xs.map((x): Tensor => {
      const [, ...rest]: Shape = x.shape
      return reshape(slice(x, { start: [0, ...rest.map(() => 0)] }, [1, ...rest]), rest)
    })
    const settled = (marked: Pattern): Pattern => {
      const [after] = body(together(apart(carry, marked), marked), first)
      requireCarry(carry, after)
      const next = moving(after).map((moves, i) => moves || marked[i] === true)
      return next.every((moves, i) => moves === marked[i]) ? marked : settled(next)
    }
    const [movingCarry, movingXs] = [settled(moving(carry)), moving(xs)]
    const { tell, heard } = recorder<Pattern>()
    const [last, stacked] = o.scan(length, apart(carry, movingCarry), apart(xs, movingXs), (before, slices) => {
      const [after, ys] = body(together(before, movingCarry), together(slices, movingXs))
      const marked = moving(ys)
      tell(marked)
      return [apart(after, movingCarry), apart(ys, marked)]
    }, direction)
    return [together(last, movingCarry), together(stacked, heard()[0] ?? [])]
  }
}
