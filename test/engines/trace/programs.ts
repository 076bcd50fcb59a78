import fc from 'fast-check'
import { type DType, key, type Ops, type Shape, type Some, tensor, type Tensor } from '../../../src/index.ts'
import { generator, plain } from '../reference/numbers.ts'
import { toTensor } from '../reference/plain.ts'

/** A small program as fast-check prints it: its seed says which primitives it calls on which values. */
export interface Program {
  readonly seed: number
  readonly length: number
}

export const programs: fc.Arbitrary<Program> = fc.record({ seed: fc.nat(2 ** 31 - 1), length: fc.integer({ min: 1, max: 40 }) })

const shapes: readonly Shape[] = [[2, 3], [3, 2], [6], [2, 2, 3], []]
const values = [0, -0, 1, 1, -1, 0.1, NaN, Infinity, -Infinity, 2 ** -149]

/** What a program is given: real numbers of every shape, awkward ones too, and a mask. */
export const givenTo = ({ seed }: Program): readonly Tensor[] => [
  ...shapes.map((shape, i) => toTensor(plain(shape, 'float', i % 2 === 0 ? 'awkward' : 'ordinary', seed + i), 'f32')),
  toTensor(plain([2, 3], 'bool', 'ordinary', seed), 'f32'), toTensor(plain([2, 3], 'i32', 'awkward', seed), 'f32'), key(seed),
]

const constants = [tensor([[1, 2, 3], [4, 5, 6]]), tensor([[1, 2, 3], [4, 5, 6]]), tensor(3), tensor(7, { dtype: 'i32' })]

const isFloat = (x: Tensor): boolean => x.dtype === 'float'
const sameAs = (a: Tensor) => (b: Tensor): boolean => String(a.shape) === String(b.shape) && a.dtype === b.dtype
const unary = ['neg', 'abs', 'floor', 'sqrt', 'exp', 'expm1', 'log', 'log1p', 'tanh', 'sigmoid', 'softplus', 'erf', 'erfinv', 'sin', 'cos'] as const
const arithmetic = ['add', 'sub', 'mul', 'maximum', 'minimum'] as const
const products = ['matmul', 'matmulTN', 'matmulNT', 'matmulTT'] as const

/**
 * Runs a program: each call takes its operands from what is there already, and prefers what passes look for (fills of 1 and
 * −0, transposes, reshapes, the same call again). Gives every value whose turn it is.
 */
export const runProgram = ({ seed, length }: Program) => (ops: Ops) => (...given: readonly Tensor[]): readonly Tensor[] => {
  const next = generator(seed)
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)]
  const pool: Tensor[] = [...given]
  const some = (suits: (x: Tensor) => boolean): Some => pick(pool.filter(suits))
  const shuffled = (rank: number): Some => {
    const order = Array.from({ length: rank }, (_, i) => i)
    return next() < 0.7 && rank > 1 ? [...order.slice(0, -2), rank - 1, rank - 2] : order.map((axis) => [next(), axis] as const).sort(([a], [b]) => a - b).map(([, axis]) => axis)
  }
  const sized = (count: number): Some => pick(shapes.filter((shape) => shape.reduce((a, b) => a * b, 1) === count))
  const kind = (x: Tensor): DType => x.dtype as DType
  const calls: readonly (() => Tensor | undefined)[] = [
    () => ops.fill(pick(shapes)!, pick(values)!),
    () => pick(constants),
    () => ops.iota([2, 3], next() < 0.5 ? 0 : 1),
    () => (ops[pick(unary)!] as (x: Tensor) => Tensor)(some(isFloat)),
    () => ops.scale(some(isFloat), pick(values)!),
    ...[0, 1, 2].map(() => () => {
      const a = some((x) => isFloat(x) || kind(x) === 'i32')
      return ops[pick(arithmetic)!](a, some(sameAs(a))) as Tensor
    }),
    ...[0, 1].map(() => () => {
      const a = some(isFloat)
      const one = ops.fill(a.shape as Shape, pick([1, -0, 0])!)
      return next() < 0.5 ? ops[pick(['add', 'mul', 'sub'] as const)!](a, one as Some) as Tensor : next() < 0.3 ? ops.div(a, one as Some) : ops[pick(['add', 'mul'] as const)!](one as Some, a) as Tensor
    }),
    () => { const a = some(isFloat); return ops[pick(['div', 'pow'] as const)!](a, some(sameAs(a))) },
    () => { const a = some((x) => isFloat(x) || kind(x) === 'i32'); return ops[pick(['less', 'lessEqual', 'equal'] as const)!](a, some(sameAs(a))) as Tensor },
    () => { const a = some((x) => kind(x) === 'bool'); return next() < 0.3 ? ops.not(a) : ops[next() < 0.5 ? 'and' : 'or'](a, some(sameAs(a))) },
    () => {
      const mask = some((x) => kind(x) === 'bool')
      const a = some((x) => String(x.shape) === String((mask as Tensor).shape))
      return ops.select(mask, a, some(sameAs(a)))
    },
    () => ops.cast(some(() => true), pick<DType>(['float', 'float', 'i32', 'u32', 'bool'])!) as Tensor,
    ...[0, 1, 2].map(() => () => {
      const turned = (x: Some): Some => next() < 0.4 ? ops.transpose(x, (x.shape.length === 2 ? [1, 0] : [0, 2, 1]) as Some) : x
      const a: Some = turned(some((x) => isFloat(x) && x.shape.length > 1))
      const product = pick(products)!
      const inner = (a.shape as Shape).at(product === 'matmulTN' || product === 'matmulTT' ? -2 : -1)
      const b = turned(some((x) => isFloat(x) && x.shape.length === a.shape.length))
      return (b.shape as Shape).at(product === 'matmulNT' || product === 'matmulTT' ? -1 : -2) === inner ? ops[product](a, b) as Tensor : undefined
    }),
    ...[0, 1].map(() => () => { const x: Some = some((one) => one.shape.length > 1); return ops.transpose(x, shuffled(x.shape.length)) as Tensor }),
    ...[0, 1].map(() => () => { const x: Some = some(() => true); const to = sized((x.shape as Shape).reduce((a, b) => a * b, 1)); return to === undefined ? undefined : ops.reshape(x, to) }),
    () => ops.spread(some((x) => x.shape.length === 0), pick(shapes)!) as Tensor,
    () => { const x: Some = some(isFloat); return ops.broadcast(x, next() < 0.5 ? x.shape : [2, ...x.shape] as Some, []) as Tensor },
    () => { const x: Some = some((one) => one.shape.length === 2); return ops.slice(x, { start: [0, 0] }, next() < 0.5 ? x.shape : [x.shape[0], 1]) as Tensor },
    () => { const x: Some = some((one) => isFloat(one) && one.shape.length === 1); return ops.pad(x, { start: [next() < 0.5 ? 0 : 1] }, [next() < 0.5 ? 6 : 8], pick(values)!) },
    () => { const x: Some = some((one) => one.shape.length === 2); return ops.concat([x, some(sameAs(x))], 0 as never, [2 * x.shape[0], x.shape[1]] as Some) as Tensor },
    () => ops.concat([some((x) => isFloat(x) && x.shape.length === 1)] as Some, 0 as never, [6] as Some) as Tensor,
    () => { const x: Some = some((one) => isFloat(one) && one.shape.length > 0); return next() < 0.5 ? ops.sum(x, [0] as Some) as Tensor : ops.max(x, [x.shape.length - 1] as Some) as Tensor },
    () => ops.sumAll(some(isFloat)),
    () => ops.argmax(some((x) => isFloat(x) && x.shape.length > 1), 0 as never) as Tensor,
    () => ops.foldIn(some((x) => kind(x) === 'u32' && String(x.shape) === '2'), Math.floor(next() * 3)),
    () => ops.unitFromBits(ops.randomBits(some((x) => kind(x) === 'u32' && String(x.shape) === '2'), pick(shapes)!)) as Tensor,
    () => ops.note(`value ${pool.length}`, some(() => true), 'a formula') as Tensor,
  ]
  for (let i = 0; i < length; i++) {
    try {
      const made = pick(calls)!()
      if (made !== undefined) pool.push(made)
    } catch (error) {
      // Some operand is not there yet: this call is left out, in every engine alike, for shapes alone decide it.
      if (!(error instanceof Error && error.constructor.name === 'Misuse') && !(error instanceof TypeError)) throw error
    }
  }
  const results = pool.slice(given.length).filter(() => next() < 0.4)
  return results.length === 0 ? pool.slice(-1) : results
}
