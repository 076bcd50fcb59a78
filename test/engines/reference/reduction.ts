import fc from 'fast-check'
import type { DType, Ops, Precision, Shape, Tensor } from '../../../src/index.ts'
import { plain, plains, seeds, tastes } from './numbers.ts'
import { at, build, coordinates, type Plain, type Use, use } from './plain.ts'
import { dotOf, sumOf } from './sums.ts'

type Axes = readonly number[]

const axesOf = (shape: Shape): Axes => shape.map((_, axis) => axis)

/** Some axes of a shape, in any order. */
export const someAxes = (shape: Shape): fc.Arbitrary<Axes> => fc.shuffledSubarray([...axesOf(shape)])

/** The shape with those axes taken out. */
export const keptOf = (shape: Shape, axes: Axes): Shape => shape.filter((_, axis) => !axes.includes(axis))

/** A reduction over `axes`: `f` of the terms in row-major order of the axes that disappear. */
const reduced = (x: Plain, axes: Axes, dtype: DType, f: (terms: readonly number[]) => number): Plain => {
  const gone = axesOf(x.shape).filter((axis) => axes.includes(axis))
  const inner = coordinates(gone.map((axis) => x.shape[axis] ?? NaN))
  return build(keptOf(x.shape, axes), dtype, (outer) => f(inner.map((terms) => {
    const rest = [...outer]
    return at(x, axesOf(x.shape).map((axis) => gone.includes(axis) ? terms[gone.indexOf(axis)] ?? NaN : rest.shift() ?? NaN))
  })))
}

type Fold = (precision: Precision, terms: readonly number[]) => number

const reduction = (
  call: (ops: Ops, x: Tensor, axes: Axes) => Tensor, f: Fold, choose: (shape: Shape) => fc.Arbitrary<Axes>, dtype: DType, x: fc.Arbitrary<Plain>,
): fc.Arbitrary<Use> =>
  x.chain((operand) => choose(operand.shape).map((axes) =>
    use([operand], (ops, a) => call(ops, a, axes), (precision, a) => reduced(a, axes, dtype, (terms) => f(precision, terms)), axes)))

const largest: Fold = (_, terms) => terms.some(Number.isNaN) ? NaN : terms.reduce((a, b) => Math.max(a, b))

/** Long axes, where one block of 4096 is not enough. */
const long: fc.Arbitrary<Plain> = fc.tuple(fc.constantFrom(4095, 4096, 4097, 8192, 12_295, 40_003), fc.constantFrom(1, 2), seeds)
  .map(([n, m, seed]) => ({ ...plain([n, m], 'float', 'ordinary', seed), toString: () => `[${String(n)}, ${String(m)}], seed ${String(seed)}` }))

const everyAxis = (shape: Shape): fc.Arbitrary<Axes> => fc.constant(axesOf(shape))
const oneAxis = (shape: Shape): fc.Arbitrary<Axes> => fc.constantFrom(...axesOf(shape).map((axis) => [axis]))

const callSum = (ops: Ops, x: Tensor, axes: Axes): Tensor => ops.sum(x, axes as never)

export const sum: fc.Arbitrary<Use> = fc.oneof(
  { weight: 12, arbitrary: reduction(callSum, sumOf, someAxes, 'float', plains('float')) },
  { weight: 1, arbitrary: reduction(callSum, sumOf, () => fc.constant([0]), 'float', long) })

export const sumAll = reduction((ops, x) => ops.sumAll(x), sumOf, everyAxis, 'float', plains('float'))

export const max = reduction((ops, x, axes) => ops.max(x, axes as never), largest, someAxes, 'float', plains('float'))

export const argmax = reduction((ops, x, [axis]) => ops.argmax(x, axis as never),
  (precision, terms) => terms.findIndex((v) => Object.is(v, NaN) || v === largest(precision, terms)), oneAxis, 'i32', plains('float', 1))

/** Batch axes, n, k and m: mostly small, odd ones up to 70, and some that need several blocks of k. */
const sizes: fc.Arbitrary<{ readonly batch: Shape; readonly n: number; readonly k: number; readonly m: number }> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ batch: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }), ...upTo(7, 7, 7) }) },
  { weight: 2, arbitrary: fc.record({ batch: fc.constant([]), ...upTo(70, 70, 20) }) },
  { weight: 1, arbitrary: fc.record({ batch: fc.constant([]), ...upTo(3, 1, 3), k: fc.constantFrom(255, 256, 257, 511, 513, 700) }) })

function upTo(n: number, k: number, m: number) {
  return { n: fc.integer({ min: 1, max: n }), k: fc.integer({ min: 1, max: k }), m: fc.integer({ min: 1, max: m }) }
}

/** A matrix product whose operands are stored transposed or not. */
export const product = (call: (ops: Ops, a: Tensor, b: Tensor) => Tensor, aTransposed: boolean, bTransposed: boolean): fc.Arbitrary<Use> =>
  fc.tuple(sizes, tastes, seeds).map(([{ batch, n, k, m }, taste, seed]) => use(
    [
      plain([...batch, ...(aTransposed ? [k, n] : [n, k])], 'float', taste, seed),
      plain([...batch, ...(bTransposed ? [m, k] : [k, m])], 'float', taste, seed + 1),
    ], call,
    (precision, a, b) => build([...batch, n, m], 'float', (where) => {
      const [outer, i, j] = [where.slice(0, -2), where[where.length - 2] ?? NaN, where[where.length - 1] ?? NaN]
      return dotOf(precision, Array.from({ length: k }, (_, p): readonly [number, number] =>
        [at(a, [...outer, ...(aTransposed ? [p, i] : [i, p])]), at(b, [...outer, ...(bTransposed ? [j, p] : [p, j])])]))
    })))
