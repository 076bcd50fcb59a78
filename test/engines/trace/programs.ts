import fc from 'fast-check'
import { type DType, key, Misuse, type Ops, type Shape, type Some, tensor, type Tensor } from '../../../src/index.ts'
import { callOn } from '../../../src/engines/trace/calls.ts'
import type { Primitive } from '../../../src/engines/trace/graph.ts'
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
const constants: readonly Tensor[] = [tensor([[1, 2, 3], [4, 5, 6]]), tensor([[1, 2, 3], [4, 5, 6]]), tensor(3), tensor(7, { dtype: 'i32' })]

/** What a program is given: real numbers of every shape, awkward ones too, a mask, whole numbers and a key. */
export const givenTo = ({ seed }: Program): readonly Tensor[] => [
  ...shapes.map((shape, i) => toTensor(plain(shape, 'float', i % 2 === 0 ? 'awkward' : 'ordinary', seed + i), 'f32')),
  toTensor(plain([2, 3], 'bool', 'ordinary', seed), 'f32'), toTensor(plain([2, 3], 'i32', 'awkward', seed), 'f32'), key(seed),
]

type Kind = (x: Tensor) => boolean

const kind = (...dtypes: readonly DType[]): Kind => (x) => dtypes.includes(x.dtype as DType)
const rank = (...ranks: readonly number[]): Kind => (x) => ranks.includes(x.shape.length)
const both = (a: Kind, b: Kind): Kind => (x) => a(x) && b(x)
const shaped = (like: Tensor): Kind => (x) => String(x.shape) === String(like.shape)
const alike = (like: Tensor): Kind => both(shaped(like), kind(like.dtype as DType))
const any: Kind = () => true
const [real, mask, number, random] = [kind('float'), kind('bool'), kind('float', 'i32'), both(kind('u32'), rank(1))]

const times = <T>(count: number, x: T): readonly T[] => Array.from({ length: count }, () => x)
const sizeOf = (x: Tensor): number => (x.shape as Shape).reduce((a, b) => a * b, 1)
const unary: readonly Primitive[] =
  ['neg', 'abs', 'floor', 'sqrt', 'exp', 'expm1', 'log', 'log1p', 'tanh', 'sigmoid', 'softplus', 'erf', 'erfinv', 'sin', 'cos']

/**
 * Runs a program: each call takes its operands from what is there already, and prefers what passes look for (fills of 1 and
 * −0, transposes, reshapes, the same call again). Gives some of the values, none of which is given.
 */
export const runProgram = ({ seed, length }: Program) => (ops: Ops) => (...given: readonly Tensor[]): readonly Tensor[] => {
  const next = generator(seed)
  const pool: Tensor[] = [...given]
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Misuse('program', 'nothing fits')
    return list[Math.floor(next() * list.length)] as T
  }
  const some = (suits: Kind): Tensor => pick(pool.filter(suits))
  const call = (op: Primitive, ...args: readonly unknown[]): Tensor => callOn(ops, op, args)
  const pair = (op: Primitive, a: Tensor): Tensor => call(op, a, some(alike(a)))
  const filled = (like: Tensor, value: number): Tensor => call('fill', like.shape, value)
  const flipped = (x: Tensor): Tensor => call('transpose', x, x.shape.length === 2 ? [1, 0] : [0, 2, 1])
  const withSome = (suits: Kind, f: (x: Some) => Tensor) => () => f(some(suits))
  const calls: readonly (() => Tensor)[] = [
    () => call('fill', pick(shapes), pick(values)),
    () => pick(constants),
    () => call('iota', [2, 3], pick([0, 1])),
    () => call(pick(unary), some(real)),
    () => call('scale', some(real), pick(values)),
    ...times(3, () => pair(pick(['add', 'sub', 'mul', 'maximum', 'minimum']), some(number))),
    ...times(2, withSome(real, (x) => call(pick(['add', 'mul', 'sub', 'div']), x, filled(x, pick([1, -0, 0]))))),
    withSome(real, (x) => call(pick(['add', 'mul', 'sub', 'div']), filled(x, pick([1, -0, 0])), x)),
    () => pair(pick(['div', 'pow']), some(real)),
    () => pair(pick(['less', 'lessEqual', 'equal']), some(number)),
    () => pair(pick(['and', 'or']), some(mask)),
    () => call('not', some(mask)),
    withSome(mask, (m) => { const a = some(shaped(m)); return call('select', m, a, some(alike(a))) }),
    () => call('cast', some(any), pick(['float', 'float', 'i32', 'u32', 'bool'])),
    ...times(4, withSome(both(real, rank(2, 3)), (x) => {
      const y = some(both(real, rank(x.shape.length)))
      return call(pick(['matmul', 'matmulTN', 'matmulNT', 'matmulTT']), pick([x, flipped(x)]), pick([y, flipped(y)]))
    })),
    ...times(2, withSome(rank(2, 3), (x) => pick([flipped(x), call('transpose', x, x.shape.length === 2 ? pick([[0, 1], [1, 0]]) : pick([[1, 2, 0], [2, 1, 0]]))]))),
    ...times(2, withSome(any, (x) => call('reshape', x, pick(shapes.filter((shape) => shape.reduce((a, b) => a * b, 1) === sizeOf(x)))))),
    () => call('spread', some(rank(0)), pick(shapes)),
    withSome(real, (x) => pick([call('broadcast', x, x.shape, []), call('broadcast', x, [2, ...x.shape], [0])])),
    withSome(rank(2), (x) => call('slice', x, { start: [0, 0] }, pick([x.shape, [x.shape[0], 1]]))),
    withSome(both(real, rank(1)), (x) => call('pad', x, { start: [pick([0, 1])] }, [pick([6, 8])], pick(values))),
    withSome(rank(2), (x) => call('concat', [x, some(alike(x))], 0, [2 * x.shape[0], x.shape[1]])),
    withSome(rank(1), (x) => call('concat', [x], 0, x.shape)),
    withSome(both(real, rank(1, 2, 3)), (x) => pick([call('sum', x, [0]), call('max', x, [x.shape.length - 1]), call('argmax', x, 0)])),
    () => call('sumAll', some(real)),
    () => call('foldIn', some(random), pick([0, 1, 2])),
    () => call('unitFromBits', call('randomBits', some(random), pick(shapes))),
    () => ops.note(`value ${pool.length}`, some(any), 'a formula') as Tensor,
  ]
  for (let i = 0; i < length; i++) {
    try {
      pool.push(pick(calls)())
    } catch (error) {
      // A call that does not fit is left out, on every engine alike, for shapes alone decide it.
      if (!(error instanceof Misuse)) throw error
    }
  }
  const results = pool.slice(given.length).filter(() => next() < 0.4)
  return results.length === 0 ? pool.slice(-1) : results
}
