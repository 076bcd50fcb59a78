import type { Ops } from '../../ops.ts'
import type { Shape, Tensor } from '../../tensor.ts'
import type { IsLargest } from '../slopes.ts'
import type { UntypedOps } from '../untyped.ts'
import type { Recorders } from './record.ts'

type Rest = Pick<Ops,
  | 'select' | 'matmul' | 'matmulTN' | 'matmulNT' | 'matmulTT' | 'sum' | 'sumAll' | 'max'
  | 'broadcast' | 'spread' | 'reshape' | 'transpose' | 'slice' | 'pad' | 'concat' | 'unfold' | 'fold' | 'gather' | 'scatterAdd'>

const inverse = (order: readonly number[]): readonly number[] => order.map((_, axis) => order.indexOf(axis))

const shapeOf = (x: Tensor): Shape => x.shape as Shape

/** Products, sums and moves: the way back of each is its adjoint. Where no number changes, the way back changes none. */
export const layoutRules = (o: UntypedOps, { unary, binary, many }: Recorders, isLargest: IsLargest): Rest => {
  const zero = (x: Tensor): Tensor => o.fill(shapeOf(x), 0)
  return {
    select: (mask, x, y) =>
      binary((a, b) => o.select(mask, a, b), [(dy) => o.select(mask, dy, zero(dy)), (dy) => o.select(mask, zero(dy), dy)])(x, y),
    matmul: binary(o.matmul, [(dy, _a, b) => o.matmulNT(dy, b), (dy, a) => o.matmulTN(a, dy)]),
    matmulTN: binary(o.matmulTN, [(dy, _a, b) => o.matmulNT(b, dy), (dy, a) => o.matmul(a, dy)]),
    matmulNT: binary(o.matmulNT, [(dy, _a, b) => o.matmul(dy, b), (dy, a) => o.matmulTN(dy, a)]),
    matmulTT: binary(o.matmulTT, [(dy, _a, b) => o.matmulTT(b, dy), (dy, a) => o.matmulTT(dy, a)]),
    sum: (x, axes) => unary((v) => o.sum(v, axes), (dy, v) => o.broadcast(dy, shapeOf(v), axes))(x),
    sumAll: unary(o.sumAll, (dy, v) => o.spread(dy, shapeOf(v))),
    // Of equals each takes the whole gradient.
    max: (x, axes) => unary((v) => o.max(v, axes), (dy, v) => {
      const everywhere = o.broadcast(dy, shapeOf(v), axes)
      return o.select(isLargest(v, axes), everywhere, zero(everywhere))
    })(x),
    broadcast: (x, shape, axes) => unary((v) => o.broadcast(v, shape, axes), (dy) => o.sum(dy, axes))(x),
    spread: (x, shape) => unary((v) => o.spread(v, shape), (dy) => o.sumAll(dy))(x),
    reshape: (x, shape) => unary((v) => o.reshape(v, shape), (dy, v) => o.reshape(dy, shapeOf(v)))(x),
    transpose: (x, order) => unary((v) => o.transpose(v, order), (dy) => o.transpose(dy, inverse(order)))(x),
    slice: (x, window, shape) => unary((v) => o.slice(v, window, shape), (dy, v) => o.pad(dy, window, shapeOf(v)))(x),
    pad: (x, window, shape, value) => unary((v) => o.pad(v, window, shape, value), (dy, v) => o.slice(dy, window, shapeOf(v)))(x),
    concat: (parts, axis, shape) => {
      const at: number = axis
      const startOf = (part: number): readonly number[] =>
        shape.map((_, i) => i === at ? parts.slice(0, part).reduce((sum, p: Tensor) => sum + (shapeOf(p)[at] ?? 0), 0) : 0)
      return many((inner) => o.concat(inner, at, shape), (dy, part) =>
        o.slice(dy, { start: startOf(part) }, shapeOf(parts[part] as Tensor)))(parts)
    },
    unfold: (x, windows, shape) => unary((v) => o.unfold(v, windows, shape), (dy, v) => o.fold(dy, windows, shapeOf(v)))(x),
    fold: (x, windows, shape) => unary((v) => o.fold(v, windows, shape), (dy, v) => o.unfold(dy, windows, shapeOf(v)))(x),
    gather: (table, ids) =>
      unary((v) => o.gather(v, ids), (dy, v) => o.scatterAdd(shapeOf(v) as readonly [number, ...Shape], ids, dy))(table),
    scatterAdd: (shape, ids, updates) => unary((v) => o.scatterAdd(shape, ids, v), (dy) => o.gather(dy, ids))(updates),
  }
}
