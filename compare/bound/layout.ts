import { f64 } from '../untyped.ts'
import type { Ops } from '../../src/ops.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import { bounded, boundedOf } from './bounded-tensor.ts'
import { rounded, UNIT } from './rounding.ts'

type Layout = Pick<Ops,
  | 'iota' | 'broadcast' | 'spread' | 'reshape' | 'transpose' | 'slice' | 'pad' | 'concat' | 'unfold' | 'fold' | 'gather' | 'scatterAdd'
  | 'foldIn' | 'randomBits' | 'stopGradient' | 'note'>

/** A move of elements moves their errors alike. */
const alike = (x: Tensor, move: (part: Tensor) => Tensor): Tensor => {
  const { value, error } = boundedOf(x)
  return bounded(move(value), move(error))
}

const valueOf = (x: Tensor): Tensor => boundedOf(x).value

/** Row numbers in doubt leave nothing to say about what they fetch. */
const unlessInDoubt = (ids: Tensor, row: Shape, error: Tensor): Tensor => {
  const shape = error.shape as Shape
  const axes = row.map((_, axis) => shape.length - row.length + axis)
  const { error: doubt } = boundedOf(ids)
  return error.dtype === 'float'
    ? f64.select(f64.broadcast(doubt, shape, axes), f64.fill(shape, Infinity), error)
    : f64.or(f64.broadcast(doubt, shape, axes), error)
}

/** Sums of terms, each of its own count, in any order: E = Σ ea + γ Σ (|a| + ea). Higham, section 4.2. */
const sumOfSome = (value: Tensor, error: Tensor, total: (terms: Tensor) => Tensor): Tensor => {
  const sum = total(value)
  const reach = total(f64.add(f64.abs(value), error))
  const roundings = f64.scale(total(f64.fill(value.shape as Shape, 1)), UNIT)
  const relative = f64.div(roundings, f64.sub(f64.fill(sum.shape as Shape, 1), roundings))
  const inherited = f64.add(total(error), f64.mul(relative, reach))
  return bounded(sum, rounded({ value: sum, inherited, relative: 0 }))
}

/** Everything that only moves numbers, rows by number, and what random keys give, which is exact. */
export const layout: Layout = {
  iota: f64.iota,
  broadcast: (x, shape, axes) => alike(x, (part) => f64.broadcast(part, shape, axes)),
  spread: (x, shape) => alike(x, (part) => f64.spread(part, shape)),
  reshape: (x, shape) => alike(x, (part) => f64.reshape(part, shape)),
  transpose: (x, order) => alike(x, (part) => f64.transpose(part, order)),
  slice: (x, window, shape) => alike(x, (part) => f64.slice(part, window, shape)),
  pad: (x, window, shape, value = 0) => {
    const part = boundedOf(x)
    const error = Object.is(Math.fround(value), value) ? 0 : UNIT * Math.abs(value)
    return bounded(f64.pad(part.value, window, shape, value), f64.pad(part.error, window, shape, error))
  },
  concat: (parts, axis, shape) => {
    const pieces = parts.map((part: Tensor) => boundedOf(part))
    return bounded(f64.concat(pieces.map(({ value }) => value), axis, shape), f64.concat(pieces.map(({ error }) => error), axis, shape))
  },
  unfold: (x, windows, shape) => alike(x, (part) => f64.unfold(part, windows, shape)),
  fold: (x, windows, shape) => {
    const { value, error } = boundedOf(x)
    return sumOfSome(value, error, (terms) => f64.fold(terms, windows, shape))
  },
  gather: (table, ids) => {
    const { value, error } = boundedOf(table)
    const rows = valueOf(ids)
    const row = (table.shape as Shape).slice(1)
    return bounded(f64.gather(value, rows), unlessInDoubt(ids, row, f64.gather(error, rows)))
  },
  scatterAdd: (shape, ids, updates) => {
    const { value, error } = boundedOf(updates)
    const numbers = valueOf(ids)
    const total = (terms: Tensor): Tensor => f64.scatterAdd(shape, numbers, terms)
    return sumOfSome(value, unlessInDoubt(ids, (updates.shape as Shape).slice(ids.shape.length), error), total)
  },
  foldIn: (key, data) => f64.foldIn(valueOf(key), typeof data === 'number' ? data : valueOf(data)),
  randomBits: (key, shape) => f64.randomBits(valueOf(key), shape),
  stopGradient: (x) => x,
  note: (_label, x) => x,
}
