import type { Ops } from '../../src/ops.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import { SMALLEST, UNIT } from '../bound/rounding.ts'
import { f64 } from '../untyped.ts'
import { roundingOf } from './functions.ts'
import { type Shake, withNoise } from './noise.ts'
import { sampled, sampledOf, samplesOf, stacked } from './sampled-tensor.ts'

type Layout = Pick<Ops,
  | 'iota' | 'broadcast' | 'spread' | 'reshape' | 'transpose' | 'slice' | 'pad' | 'concat' | 'unfold' | 'fold' | 'gather' | 'scatterAdd'
  | 'foldIn' | 'randomBits' | 'stopGradient' | 'note'>

const next = (axes: readonly number[]): readonly number[] => axes.map((axis) => axis + 1)

/** Brings the samples' axis behind the first own axis, where rows are numbered, and back. */
const exchanged = (samples: Tensor): Tensor => f64.transpose(samples, [1, 0, ...(samples.shape as Shape).slice(2).map((_, i) => i + 2)])

/** Everything that only moves numbers, rows by number, and what random keys give. The samples' axis stays in front. */
export const layout = (shake: Shake): Layout => {
  const moved = (x: Tensor, value: (x: Tensor) => Tensor, samples: (x: Tensor) => Tensor): Tensor => {
    const parts = sampledOf(x)
    return sampled(value(parts.value), parts.samples === undefined ? undefined : samples(parts.samples))
  }
  const broadcast = (x: Tensor, shape: Shape, axes: readonly number[]): Tensor =>
    moved(x, (v) => f64.broadcast(v, shape, axes), (v) => f64.broadcast(v, stacked(shape), next(axes)))
  return {
    iota: f64.iota,
    broadcast,
    spread: (x, shape) => broadcast(x, shape, (shape as Shape).map((_, axis) => axis)),
    reshape: (x, shape) => moved(x, (v) => f64.reshape(v, shape), (v) => f64.reshape(v, stacked(shape))),
    transpose: (x, order) => moved(x, (v) => f64.transpose(v, order), (v) => f64.transpose(v, [0, ...next(order)])),
    slice: (x, { start, stride = start.map(() => 1) }, shape) => moved(x, (v) => f64.slice(v, { start, stride }, shape),
      (v) => f64.slice(v, { start: [0, ...start], stride: [1, ...stride] }, stacked(shape))),
    pad: (x, { start, stride = start.map(() => 1) }, shape, value = 0) => moved(x, (v) => f64.pad(v, { start, stride }, shape, value),
      (v) => f64.pad(v, { start: [0, ...start], stride: [1, ...stride] }, stacked(shape), value)),
    concat: (parts, axis, shape) => {
      const [pieces, at] = [parts.map((part: Tensor) => sampledOf(part)), axis as number]
      return sampled(f64.concat(pieces.map(({ value }) => value), at, shape), pieces.every(({ samples }) => samples === undefined)
        ? undefined : f64.concat(pieces.map(samplesOf), at + 1, stacked(shape)))
    },
    unfold: (x, windows, shape) => moved(x, (v) => f64.unfold(v, windows, shape),
      (v) => f64.unfold(v, { ...windows, axis: windows.axis + 1 }, stacked(shape))),
    fold: (x, windows, shape) => {
      const { value, samples } = sampledOf(x)
      const total = (terms: Tensor): Tensor => f64.fold(terms, windows, shape)
      const size = f64.mul(total(f64.abs(value)), f64.sqrt(total(f64.fill(value.shape as Shape, 1))))
      return withNoise(shake, {
        value: total(value),
        samples: samples === undefined ? undefined : f64.fold(samples, { ...windows, axis: windows.axis + 1 }, stacked(shape)),
      }, roundingOf(size, UNIT, SMALLEST))
    },
    gather: (table, ids) => {
      const rows = sampledOf(ids).value
      // [S, V, R…] → [V, S, R…] → [I…, S, R…] → [S, I…, R…]
      return moved(table, (v) => f64.gather(v, rows), (v) => {
        const found: Tensor = f64.gather(exchanged(v), rows)
        const rank = ids.shape.length
        const order = [rank, ...(found.shape as Shape).map((_, axis) => axis).filter((axis) => axis !== rank)]
        return f64.transpose(found, order)
      })
    },
    scatterAdd: ([rows], ids, updates) => {
      const [numbers, { value, samples }] = [sampledOf(ids).value, sampledOf(updates)]
      const rank = ids.shape.length
      const total = (terms: Tensor): Tensor => f64.scatterAdd([rows, ...(terms.shape as Shape).slice(rank)], numbers, terms)
      // [S, I…, R…] → [I…, S, R…] → [V, S, R…] → [S, V, R…]
      const ofSamples = (all: Tensor): Tensor => {
        const axes = (all.shape as Shape).map((_, axis) => axis)
        return exchanged(total(f64.transpose(all, [...axes.slice(1, rank + 1), 0, ...axes.slice(rank + 1)])))
      }
      const count = total(f64.fill(updates.shape, 1))
      const size = f64.mul(total(f64.abs(value)), f64.sqrt(count))
      const parts = { value: total(value), samples: samples === undefined ? undefined : ofSamples(samples) }
      return withNoise(shake, parts, roundingOf(size, UNIT, SMALLEST))
    },
    foldIn: (key, data) => f64.foldIn(sampledOf(key).value, typeof data === 'number' ? data : sampledOf(data).value),
    randomBits: (key, shape) => f64.randomBits(sampledOf(key).value, shape),
    stopGradient: (x) => x,
    note: (_label, x) => x,
  }
}
