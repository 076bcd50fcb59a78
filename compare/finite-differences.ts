import { TaskEither as TE } from '../src/fp.ts'
import { noiseAtZero, type Sample, type Slope, slopeAtZero } from '../src/check/central-difference.ts'
import { f64 } from '../src/engines/eager/index.ts'
import { choices } from '../src/engines/listen/choices.ts'
import { recorder } from '../src/engines/listen/kernels/recorder.ts'
import type { Trees } from '../src/net.ts'
import type { Ops } from '../src/ops.ts'
import { key } from '../src/random/key.ts'
import { permutation } from '../src/random/permutation.ts'
import { rowsOf } from '../src/shape/matrix.ts'
import { sizeOf } from '../src/shape/size.ts'
import { hostTensor, storageOf } from '../src/tensor/host.ts'
import { toPrecision } from '../src/tensor/precision.ts'
import { item } from '../src/tensor/read.ts'
import type { Scalar, Shape, Tensor } from '../src/tensor.ts'
import { bounded, boundedOf, boundOps, type Reading } from './bound/index.ts'
import { floatLeaves, withLeaves } from './leaves.ts'
import type { Case } from './case.ts'
import { type Quantity, quantities, updated } from './quantity.ts'
import type { Stated, Testimony, Witness } from './witness.ts'

/** The most components that are differenced: each costs seven forward passes in f64. */
const LIMIT = 512

/** How many multiplications all forward passes together may take: a second or two. */
const WORK = 6e7

/** As many components as the work allows: a forward pass takes about a multiplication for each parameter and row. */
const affordable = ({ step, state }: Case): number => {
  const parameters = floatLeaves(state.params).reduce((sum, { tensor }) => sum + sizeOf(tensor.shape as Shape), 0)
  return Math.min(LIMIT, Math.floor(WORK / (7 * Math.max(1, parameters) * rowsOf(step.net.out))))
}

const forward = ({ step, state, batch }: Case, ops: Ops, params: Trees): readonly [loss: Scalar, next: Trees] => {
  const env = { key: ops.foldIn(state.key, state.step), train: true }
  const [y, next] = step.net.forward(ops, env)(params, toPrecision('f64')(state.state), toPrecision('f64')(batch.x))
  return [step.loss(ops, y).against(toPrecision('f64')(batch.labels))[0], next]
}

/** The loss in f64, with the outcomes of all its choices. */
const sample = (given: Case, params: Trees): Sample => {
  const { tell, heard } = recorder<readonly number[]>()
  return { value: item(forward(given, choices(f64, tell), params)[0]), piece: heard().join(';') }
}

/** One component of the parameters. */
interface Component {
  readonly path: string
  readonly index: number
}

/** The parameters with one component moved by t. */
const moved = (params: Trees, { path, index }: Component, t: number): Trees =>
  withLeaves(params, floatLeaves(params).map(({ path: at, tensor }) => {
    if (at !== path) return tensor
    const numbers = Float64Array.from(storageOf('finite differences', tensor))
    return hostTensor(tensor.shape as Shape, 'float', numbers.with(index, (numbers[index] ?? NaN) + t))
  }))

/** Every real number of the parameters through f. */
const mapFloats = (params: Trees, f: (x: number) => number): Trees =>
  withLeaves(params, floatLeaves(params).map(({ tensor }) =>
    hostTensor(tensor.shape as Shape, 'float', Float64Array.from(storageOf('finite differences', tensor), f))))

/** The slope by each asked component of each leaf; components that were not asked are missing. */
type Slopes = ReadonlyMap<string, ReadonlyMap<number, Slope>>

/** Which components of a leaf are asked: all, or a fixed sample of `quota`, the same each time. */
const sampled = (size: number, quota: number): readonly number[] =>
  size <= quota ? Array.from({ length: size }, (_, index) => index) : permutation(key(0), size).slice(0, quota)

const slopesOf = (given: Case, limit: number): { readonly slopes: Slopes; readonly everything: boolean } => {
  const params = toPrecision('f64')(given.state.params)
  const leaves = floatLeaves(params).map(({ path, tensor }) => ({ path, size: sizeOf(tensor.shape as Shape) }))
  const everything = leaves.reduce((sum, { size }) => sum + size, 0) <= limit
  // No leaf is left out: each has its share of the sample.
  const quota = everything ? Infinity : Math.max(1, Math.floor(limit / leaves.length))
  // The noise of the loss belongs to the point, so one measurement, along the diagonal, serves every slope.
  const noise = noiseAtZero((t) => sample(given, mapFloats(params, (x) => x + t)))
  const slopes = new Map(leaves.map(({ path, size }) => [path, new Map(sampled(size, quota).map((index) =>
    [index, slopeAtZero((t) => sample(given, moved(params, { path, index }, t)), noise)]))]))
  return { slopes, everything }
}

/** One number of each slope, laid out like the parameters; NaN where nothing was asked. */
const laidOut = (params: Trees, slopes: Slopes, f: (slope: Slope) => number): Trees =>
  withLeaves(params, floatLeaves(params).map(({ path, tensor }) => hostTensor(tensor.shape as Shape, 'float',
    Float64Array.from({ length: sizeOf(tensor.shape as Shape) }, (_, index) => {
      const slope = slopes.get(path)?.get(index)
      return slope === undefined ? NaN : f(slope)
    }))))

const errorOf = (reading: Reading) => ({ error, left, right, pieces }: Slope): number =>
  error + (reading === 'either' && pieces === 'several' ? Math.abs(right - left) / 2 : 0)

const testimony = (given: Case, limit: number): Testimony => {
  const { slopes, everything } = slopesOf(given, limit)
  const { params } = given.state
  const [loss, next] = forward(given, f64, toPrecision('f64')(params))
  const gradients = laidOut(params, slopes, ({ central }) => central)
  const zeros = (x: Tensor): Tensor => f64.fill(x.shape as Shape, 0)
  /** The update of these slopes within these errors, as the bound engine has it: every f32 update lies within. */
  const outcome = (reading: Reading) => {
    const spread = laidOut(params, slopes, errorOf(reading))
    const within = withLeaves(params, floatLeaves(gradients).map(({ tensor }, i) =>
      bounded(tensor, floatLeaves(spread)[i]?.tensor ?? zeros(tensor))))
    const exact = bounded(loss, zeros(loss)) as Scalar
    return quantities({ loss: exact, gradients: within, ...updated(boundOps(reading), given, within), state: next })
  }
  const kept = (all: readonly Quantity[]): readonly Quantity[] =>
    everything ? all : all.filter(({ kind }) => kind !== 'weight' && kind !== 'slot')
  const asked = ({ kind, path }: Quantity): Pick<Stated, 'asked'> =>
    kind === 'gradient' && !everything ? { asked: new Set(slopes.get(path)?.keys()) } : {}
  const part = (of: 'value' | 'error') => (quantity: Quantity): Stated =>
    ({ ...quantity, tensor: boundedOf(quantity.tensor)[of], ...asked(quantity) })
  return {
    values: kept(outcome('chosen')).map(part('value')),
    errors: (reading) => kept(outcome(reading)).map(part('error')),
  }
}

/**
 * Central differences of the loss in f64: a witness that is always here. It uses the forward pass and the update rule, and
 * none of the backward passes. With more than `limit` components (512, and fewer for a large network, when left out) a fixed
 * sample of them is differenced, some of each tensor, and new weights are not worked out.
 */
export const finiteDifferences = ({ limit }: { readonly limit?: number } = {}): Witness => ({
  name: 'finite differences',
  isTensorFlow: false,
  open: TE.right({
    name: 'finite differences',
    version: 'central differences in f64, steps 2^-18 to 2^-16',
    isTensorFlow: false,
    ways: [{
      mode: 'finite differences',
      testify: (given) => TE.tryCatch(
        () => Promise.resolve().then(() => testimony(given, limit ?? affordable(given))),
        (error) => ({ kind: 'cannot do', reason: error instanceof Error ? error.message : String(error) }),
      ),
    }],
  }),
})
