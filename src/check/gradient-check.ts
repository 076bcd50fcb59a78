import { choices } from '../engines/listen/choices.ts'
import { recorder } from '../engines/listen/kernels/recorder.ts'
import { f32, f64 } from '../engines/eager/index.ts'
import type { Ops } from '../ops.ts'
import { foldIn, key } from '../random/key.ts'
import { normal } from '../random/normal.ts'
import { coordinatesOf, sizeOf } from '../shape/size.ts'
import { hostTensor } from '../tensor/host.ts'
import { toPrecision } from '../tensor/precision.ts'
import { item, toFlat } from '../tensor/read.ts'
import type { Key, Scalar, Shape, Tensor, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import { noiseAtZero, type Sample, slopeAtZero } from './central-difference.ts'
import { type GradientVerdict, judge } from './judge.ts'

/** One checked slope: of one component, or along one random direction. */
export interface CheckedSlope {
  /** the leaf, such as `0.w`; `direction 3` for a random direction */
  readonly path: string
  /** the component's coordinates; empty for a direction */
  readonly index: readonly number[]
  readonly claimed: number
  readonly numeric: number
  /** how far the numeric slope may be off */
  readonly bound: number
  readonly verdict: GradientVerdict
}

export interface GradientReport {
  readonly mode: 'every component' | 'random directions'
  readonly slopes: readonly CheckedSlope[]
  readonly differing: readonly CheckedSlope[]
  readonly kinks: readonly CheckedSlope[]
  /** nothing differs and something agrees; kinks are neither, look at `kinks` */
  readonly agreed: boolean
}

export interface GradientCheckOptions {
  /** up to this many components each is checked; above, random directions. 512 when left out. */
  readonly everyComponentUpTo?: number
  /** 32 when left out */
  readonly directions?: number
  /** where random directions come from, and the randomness of the network while it is checked */
  readonly key?: Key
}

/** A function of a tree to one number, over any engine. */
export type ScalarFunction<T extends Tree> = (ops: Ops, at: T) => Scalar

/** The value of `f` in f64, with the outcomes of all its choices. */
const sample = <T extends Tree>(f: ScalarFunction<T>, at: T): Sample => {
  const { tell, heard } = recorder<readonly number[]>()
  return { value: item(f(choices(f64, tell), at)), piece: heard().join(';') }
}

/** `at + t · direction`, leaf by leaf. */
const moved = <T extends Tree>(at: T, direction: T, t: number): T =>
  tree.zip((x, d) => f64.add(x, f64.scale(d, t)))(at, direction)

/** Zeros but for a 1 at one component. */
const unit = <T extends Tree>(at: T, path: string, index: number): T =>
  tree.mapTensors((x, p) => {
    if (x.dtype !== 'float') return x
    return hostTensor(x.shape, 'float', Float64Array.from({ length: sizeOf(x.shape) }, (_, i) => p === path && i === index ? 1 : 0))
  }, at)

/** ⟨a, b⟩ over every leaf that holds real numbers. */
const inner = <T extends Tree>(a: T, b: T): number =>
  tree.leaves(tree.zip((x, y) => f64.mul(x, y))(a, b))
    .reduce((sum, { tensor }) => tensor.dtype === 'float' ? sum + item(f64.sumAll(tensor)) : sum, 0)

/**
 * Checks a claimed gradient of `f` at a point against central differences in f64: every component of a small tree,
 * random directions of a large one (one direction checks all components at once, with probability 1).
 */
export const checkGradient = <T extends Tree>(
  f: ScalarFunction<T>, at: T, claimed: T,
  { everyComponentUpTo = 512, directions = 32, key: directionKey = key(0) }: GradientCheckOptions = {},
): GradientReport => {
  const [point, gradient] = [toPrecision('f64')(at), toPrecision('f64')(claimed)]
  const floats = tree.leaves(point).filter(({ tensor }) => tensor.dtype === 'float')
  const count = floats.reduce((sum, { tensor }) => sum + sizeOf(tensor.shape), 0)
  const line = (direction: T) => (t: number): Sample => sample(f, moved(point, direction, t))
  // The noise belongs to the point, not to the direction, so one serves all slopes.
  const noise = noiseAtZero(line(randomDirection(point, directionKey)))
  const along = (path: string, index: readonly number[], direction: T): CheckedSlope => {
    const slope = slopeAtZero(line(direction), noise)
    const ours = inner(gradient, direction)
    return { path, index, claimed: ours, numeric: slope.central, bound: slope.error, verdict: judge(ours, slope) }
  }
  const slopes = count <= everyComponentUpTo
    ? floats.flatMap(({ path, tensor }) => toFlat(tensor).map((_, i) => along(path, coordinatesOf(tensor.shape, i), unit(point, path, i))))
    : Array.from({ length: directions }, (_, i) => along(`direction ${i}`, [], randomDirection(point, foldIn(directionKey, i))))
  const differing = slopes.filter(({ verdict }) => verdict === 'differs')
  return {
    mode: count <= everyComponentUpTo ? 'every component' : 'random directions',
    slopes,
    differing,
    kinks: slopes.filter(({ verdict }) => verdict === 'kink'),
    agreed: differing.length === 0 && slopes.some(({ verdict }) => verdict === 'agrees'),
  }
}

/** A random direction of length 1. */
const randomDirection = <T extends Tree>(at: T, directionKey: Key): T => {
  const paths = tree.leaves(at).map(({ path }) => path)
  const direction = tree.mapTensors((x: Tensor, path) =>
    x.dtype === 'float' ? normal(f32, foldIn(directionKey, paths.indexOf(path)), x.shape as Shape) : x, at)
  return tree.map((d) => f64.scale(d, 1 / Math.sqrt(inner(direction, direction))))(direction)
}
