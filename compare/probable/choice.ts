import type { Ops } from '../../src/ops.ts'
import type { DType, Shape, Tensor } from '../../src/tensor.ts'
import type { Reading } from '../bound/choice.ts'
import { f64 } from '../untyped.ts'
import { alongBoth } from './functions.ts'
import { forEach, sampled, type Sampled, sampledOf, samplesOf, stacked } from './sampled-tensor.ts'
import { probableError } from './spread.ts'

type Choice = Pick<Ops, 'floor' | 'less' | 'lessEqual' | 'equal' | 'not' | 'and' | 'or' | 'select' | 'cast' | 'argmax'>

type Binary = (a: Tensor, b: Tensor) => Tensor

/** Set in every second sample. */
const everySecond = (shape: Shape): Tensor => {
  const number = f64.cast(f64.iota(stacked(shape), 0), 'float')
  const half = f64.scale(number, 0.5)
  return f64.equal(f64.floor(half), half)
}

/**
 * Comparisons and what is decided by them. With the reading `chosen` every sample answers as exact arithmetic does; with
 * `either`, where the samples do not decide an answer, every second one answers the other way.
 */
export const choice = (reading: Reading): Choice => {
  const other = (mask: Tensor, doubt: Tensor): Tensor => sampled(mask, f64.select(
    f64.and(forEach(doubt), everySecond(mask.shape as Shape)), f64.not(forEach(mask)), forEach(mask)))

  const comparison = (f: Binary): Binary => (x, y) => {
    const [a, b] = [sampledOf(x), sampledOf(y)]
    const mask = f(a.value, b.value)
    if (reading === 'chosen' || x.dtype !== 'float') return mask
    const gap = alongBoth(f64.sub, a, b)
    const reach = probableError(gap)
    const doubt = f64.and(f64.less(f64.fill(reach.shape as Shape, 0), reach), f64.lessEqual(f64.abs(gap.value), reach))
    return other(mask, doubt)
  }
  const logical = (f: Binary): Binary => (x, y) => {
    const { value, samples } = alongBoth(f, sampledOf(x), sampledOf(y))
    return sampled(value, samples)
  }
  const along = (f: (x: Tensor) => Tensor, { value, samples }: Sampled): Tensor =>
    sampled(f(value), samples === undefined ? undefined : reading === 'chosen' ? forEach(f(value)) : f(samples))
  return {
    floor: (x) => along(f64.floor, sampledOf(x)),
    less: comparison(f64.less),
    lessEqual: comparison(f64.lessEqual),
    equal: comparison(f64.equal),
    not: (mask) => {
      const { value, samples } = sampledOf(mask)
      return sampled(f64.not(value), samples === undefined ? undefined : f64.not(samples))
    },
    and: logical(f64.and),
    or: logical(f64.or),
    select: (mask: Tensor, x: Tensor, y: Tensor): Tensor => {
      const [m, a, b] = [sampledOf(mask), sampledOf(x), sampledOf(y)]
      const plain = [m, a, b].every(({ samples }) => samples === undefined)
      return sampled(f64.select(m.value, a.value, b.value), plain ? undefined : f64.select(samplesOf(m), samplesOf(a), samplesOf(b)))
    },
    cast: (x, dtype): Tensor => {
      const [to, parts]: readonly [DType, Sampled] = [dtype, sampledOf(x)]
      if (x.dtype === to) return x
      // Whole numbers that come from real ones are taken from the exact value.
      if (x.dtype === 'float') return f64.cast(parts.value, to)
      return sampled(f64.cast(parts.value, to), parts.samples === undefined ? undefined : f64.cast(parts.samples, to))
    },
    argmax: (x, axis) => f64.argmax(sampledOf(x).value, axis),
  }
}
