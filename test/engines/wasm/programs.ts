import fc from 'fast-check'
import { type DType, key, type Ops, type Shape, type Some, type Tensor } from '../../../src/index.ts'
import type { ScanBody, Windows } from '../../../src/ops.ts'
import { sizeOf } from '../../../src/shape/size.ts'
import { unfoldedShape } from '../../../src/shape/windows.ts'
import { awkward, generator, plain, type Taste } from '../reference/numbers.ts'
import { toTensor } from '../reference/plain.ts'

/** A program as fast-check prints it: everything else follows from its seed. */
export interface Program {
  readonly seed: number
  /** calls of primitives, one after another */
  readonly length: number
  /** elements that a value has, at most */
  readonly largest: number
}

/** Programs of 1 to 40 calls. */
export const programs = (largest: number): fc.Arbitrary<Program> =>
  fc.record({ seed: fc.nat(2 ** 31 - 1), length: fc.integer({ min: 1, max: 40 }), largest: fc.constant(largest) })

const tastes: readonly Taste[] = ['ordinary', 'ordinary', 'awkward', 'equal']
const unary = ['neg', 'abs', 'floor', 'sqrt', 'exp', 'expm1', 'log', 'log1p', 'tanh', 'sigmoid', 'softplus', 'erf', 'erfinv', 'sin', 'cos'] as const
const arithmetic = ['add', 'sub', 'mul', 'maximum', 'minimum'] as const
const comparisons = ['less', 'lessEqual', 'equal'] as const
const products = ['matmul', 'matmulTN', 'matmulNT', 'matmulTT'] as const
const dtypes = ['float', 'i32', 'u32', 'bool'] as const

/** Multiplications of one matrix product, at most: the eager engine has to do them too. */
const LARGEST_PRODUCT = 60_000

/** Choices that follow from a seed. */
const choices = (seed: number) => {
  const next = generator(seed)
  const below = (count: number): number => Math.floor(next() * count)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  const chance = (probability: number): boolean => next() < probability
  const shuffled = (count: number): readonly number[] =>
    Array.from({ length: count }, (_, i) => [next(), i] as const).sort(([a], [b]) => a - b).map(([, i]) => i)
  /** some of the axes, in order */
  const axesOf = (shape: Shape): readonly number[] => shape.map((_, axis) => axis).filter(() => chance(0.5))
  return { below, pick, chance, shuffled, axesOf }
}

/** The sizes that a program works with, from 1 to 70: small ones, powers of two and their neighbours, and any. */
const size = ({ below, pick, chance }: ReturnType<typeof choices>): number =>
  chance(0.4) ? 1 + below(9) : chance(0.4) ? pick([15, 16, 17, 31, 32, 33, 63, 64, 65]) : 1 + below(70)

/** A shape of up to four axes with at most `largest` elements. */
const shapeOf = (by: ReturnType<typeof choices>, largest: number, fewest = 0): Shape => {
  const rank = Math.max(fewest, by.pick([0, 1, 1, 2, 2, 2, 2, 3, 3, 4]))
  return Array.from({ length: rank }, () => size(by)).reduce<readonly number[]>((before, length) =>
    [...before, sizeOf(before) * length > largest ? 1 : length], [])
}

/** What a program is given: of every kind some shapes, real numbers of every taste, and a key. */
export const givenTo = ({ seed, largest }: Program): readonly Tensor[] => {
  const by = choices(seed)
  const floats = Array.from({ length: 1 + by.below(4) }, () => toTensor(plain(shapeOf(by, largest), 'float', by.pick(tastes), seed + by.below(1000)), 'f32'))
  const others = (['i32', 'u32', 'bool'] as const).map((dtype) => toTensor(plain(shapeOf(by, largest), dtype, by.pick(tastes), seed + by.below(1000)), 'f32'))
  return [...floats, ...others, key(seed)]
}

/**
 * Runs a program: each call takes its operands from what is there already, made to fit with reshapes, slices and pads or with
 * numbers that the program closes over. `called` hears every primitive. Gives some of the values, the last one among them.
 */
export const runProgram = ({ seed, length, largest }: Program, called: (name: keyof Ops) => void = () => undefined) =>
  (given: Ops) => (...operands: readonly Tensor[]): readonly Tensor[] => {
    const ops = Object.fromEntries(Object.entries(given).map(([name, call]) => [name, (...parts: readonly unknown[]) => {
      called(name as keyof Ops)
      return (call as (...parts: readonly unknown[]) => Tensor)(...parts)
    }])) as object as Record<keyof Ops, (...parts: readonly unknown[]) => Tensor>
    /** Calls on the values of a pool, which grows by what they give; `deep` within a loop. */
    const worldOf = (pool: Tensor[], by: ReturnType<typeof choices>, deep: boolean) => {
      const { below, pick, chance, shuffled, axesOf } = by
      let constants = 0

      /** Some value of a kind; a late one rather than an early one, so that programs are deep. */
      const some = (dtype: DType): Tensor => {
        const all = pool.filter((x) => x.dtype === dtype)
        return chance(0.6) ? pick(all.slice(-4)) : pick(all)
      }
      const constant = (shape: Shape, dtype: DType): Tensor => toTensor(plain(shape, dtype, pick(tastes), seed + ++constants), 'f32')
      /** A value of this shape and kind. */
      const fitted = (shape: Shape, dtype: DType): Tensor => {
        const same = pool.filter((x) => x.dtype === dtype && String(x.shape) === String(shape))
        if (same.length > 0 && chance(0.8)) return pick(same)
        const [x, wanted] = [some(dtype), sizeOf(shape)]
        const there = sizeOf(x.shape as Shape)
        if (there === wanted) return ops.reshape(x, shape)
        if (there > wanted) return ops.reshape(ops.slice(ops.reshape(x, [there]), { start: [below(there - wanted + 1)] }, [wanted]), shape)
        if (dtype === 'float' && chance(0.5)) return ops.reshape(ops.pad(ops.reshape(x, [there]), { start: [below(wanted - there + 1)] }, [wanted], pick(awkward)), shape)
        return chance(0.5) ? constant(shape, dtype) : ops.spread(ops.reshape(ops.slice(ops.reshape(x, [there]), { start: [0] }, [1]), []), shape)
      }
      const like = (x: Tensor): Tensor => chance(0.1) ? x : fitted(x.shape as Shape, x.dtype as DType)
      const number = (): 'float' | 'i32' => chance(0.8) ? 'float' : 'i32'
      const anyKind = (): DType => chance(0.6) ? 'float' : pick(dtypes)
      const newShape = (fewest = 0): Shape => shapeOf(by, largest, fewest)
      const withRank = (x: Tensor): Tensor => x.shape.length > 0 ? x : ops.reshape(x, [1])
      /** Row numbers of a table of so many rows, computed so that none is outside. */
      const idsBelow = (rows: number): Tensor => {
        const shape = chance(0.3) ? [] : [1 + below(Math.min(30, largest))]
        const whole = (value: number): Tensor => ops.cast(ops.fill(shape, value), 'i32')
        return ops.maximum(ops.minimum(fitted(shape, 'i32'), whole(rows - 1)), whole(0))
      }

      const product = (): Tensor => {
        const batch = chance(0.6) ? [] : Array.from({ length: 1 + below(2) }, () => 1 + below(3))
        const [n, m] = [size(by), size(by)]
        const most = Math.max(1, Math.floor(LARGEST_PRODUCT / (sizeOf(batch) * n * m)))
        const room = Math.max(1, Math.floor(largest / (sizeOf(batch) * Math.max(n, m))))
        const k = Math.min(chance(0.15) ? 250 + below(270) : size(by), most, room)
        const name = pick(products)
        const [left, right] = [name === 'matmulTN' || name === 'matmulTT' ? [k, n] : [n, k], name === 'matmulNT' || name === 'matmulTT' ? [m, k] : [k, m]]
        return ops[name](fitted([...batch, ...left], 'float'), fitted([...batch, ...right], 'float'))
      }

      const window = (shape: Shape): { readonly start: readonly number[]; readonly stride?: readonly number[]; readonly part: Shape } => {
        const dense = chance(0.5)
        const axes = shape.map((whole) => {
          const stride = dense ? 1 : 1 + below(3)
          const start = below(Math.min(whole, 4))
          return { start, stride, count: 1 + below(Math.floor((whole - 1 - start) / stride) + 1) }
        })
        return { start: axes.map(({ start }) => start), part: axes.map(({ count }) => count), ...(dense ? {} : { stride: axes.map(({ stride }) => stride) }) }
      }

      /** Windows over one axis or two neighbouring ones, which may see one another's elements or leave some out. */
      const windows = (shape: Shape): Windows => {
        const axis = below(shape.length)
        const axes = shape.slice(axis, axis + 1 + below(2)).map((length) => {
          const dilation = 1 + below(2)
          return { dilation, stride: 1 + below(3), size: 1 + below(Math.min(3, Math.floor((length - 1) / dilation) + 1)) }
        })
        return { axis, size: axes.map(({ size }) => size), stride: axes.map(({ stride }) => stride), dilation: axes.map(({ dilation }) => dilation) }
      }

      const unfolded = (): Tensor => {
        const x = withRank(some(anyKind()))
        const over = windows(x.shape as Shape)
        return ops.unfold(x, over, unfoldedShape(x.shape as Shape, over))
      }

      const folded = (): Tensor => {
        const shape = newShape(1)
        const over = windows(shape)
        return ops.fold(fitted(unfoldedShape(shape, over), 'float'), over, shape)
      }

      const joined = (): Tensor => {
        const first = withRank(some(anyKind()))
        const axis = below(first.shape.length)
        const parts = Array.from({ length: 1 + below(4) }, (_, i): Tensor => i === 0 ? first
          : fitted((first.shape as Shape).map((length, a) => a === axis ? 1 + below(5) : length), first.dtype as DType))
        const total = parts.reduce((sum, { shape }) => sum + ((shape as Shape)[axis] ?? 0), 0)
        return ops.concat(parts, axis, (first.shape as Shape).map((length, a) => a === axis ? total : length))
      }

      const padded = (): Tensor => {
        const x = some('float')
        const stride = (x.shape as Shape).map(() => 1 + below(2))
        const start = (x.shape as Shape).map(() => below(3))
        const whole = (x.shape as Shape).map((length, axis) => start[axis]! + (length - 1) * stride[axis]! + 1 + below(3))
        return chance(0.2) ? ops.pad(x, { start, stride }, whole) : ops.pad(x, { start, stride }, whole, pick(awkward))
      }

      /** A loop whose body calls what programs call, on what it is given and on everything from around it. */
      const scanned = (): Tensor => {
        const [length, seedOfBody] = [deep ? pick([1, 2, 3]) : pick([1, 2, 3, 4, 5, 8]), seed + below(1_000_000)]
        const carry = Array.from({ length: below(3) }, () => some(anyKind()))
        const xs = Array.from({ length: below(3) }, () => {
          const rest = shapeOf(by, Math.max(1, Math.floor(largest / length)))
          return fitted([length, ...rest], anyKind())
        })
        const body: ScanBody = (carried, slices) => {
          const inside = [...pool, ...carried, ...slices]
          const inner = worldOf(inside, choices(seedOfBody), true)
          inner.run(1 + inner.by.below(6))
          const after = carried.map((x) => inner.fitted(x.shape as Shape, x.dtype as DType))
          const stackable = inside.filter((x) => length * sizeOf(x.shape as Shape) <= largest && x.shape.length < 5)
          return [after, Array.from({ length: inner.by.below(4) }, () => inner.by.pick(stackable))]
        }
        const [last, ys] = given.scan(length, carry, xs, body, ...(chance(0.3) ? [] : [{ reverse: chance(0.5) }]))
        called('scan')
        pool.push(...last, ...ys)
        return pool.pop()!
      }

      const aKey = (): Tensor => fitted([2], 'u32')
      const calls: readonly (() => Tensor)[] = [
        () => ops.fill(newShape(), pick(awkward)),
        () => { const shape = newShape(1); return ops.iota(shape, below(shape.length)) },
        ...[1, 2, 3, 4].map(() => () => ops[pick(unary)](some('float'))),
        () => ops.scale(some('float'), pick(awkward)),
        ...[1, 2, 3, 4].map(() => () => { const a = some(number()); return ops[pick(arithmetic)](a, like(a)) }),
        () => { const a = some('float'); return ops[pick(['div', 'pow'] as const)](a, like(a)) },
        () => { const a = some(number()); return ops[pick(comparisons)](a, like(a)) },
        () => { const a = some('bool'); return chance(0.3) ? ops.not(a) : ops[pick(['and', 'or'] as const)](a, like(a)) },
        ...[1, 2].map(() => () => { const a = some(anyKind()); return ops.select(fitted(a.shape as Shape, 'bool'), a, like(a)) }),
        () => ops.cast(some(pick(dtypes)), pick(dtypes)),
        ...[1, 2, 3, 4].map(() => product),
        ...[1, 2].map(() => () => { const x = some('float'); return ops[pick(['sum', 'max'] as const)](x, axesOf(x.shape as Shape)) }),
        () => ops.sumAll(some('float')),
        () => { const x = withRank(some('float')); return ops.argmax(x, below(x.shape.length)) },
        ...[1, 2].map(() => () => {
          const shape = newShape()
          const axes = axesOf(shape)
          return ops.broadcast(fitted(shape.filter((_, axis) => !axes.includes(axis)), anyKind()), shape, axes)
        }),
        () => ops.spread(fitted([], anyKind()), newShape()),
        () => { const x = some(anyKind()); return ops.reshape(x, chance(0.5) ? [sizeOf(x.shape as Shape)] : [1, ...(x.shape as Shape)]) },
        ...[1, 2].map(() => () => { const x = some(anyKind()); return ops.transpose(x, shuffled(x.shape.length)) }),
        () => { const x = some(anyKind()); const { part, ...where } = window(x.shape as Shape); return ops.slice(x, where, part) },
        padded,
        unfolded,
        folded,
        joined,
        () => { const x = withRank(some(anyKind())); return ops.gather(x, idsBelow((x.shape as Shape)[0]!)) },
        () => {
          const shape = newShape(1)
          const ids = idsBelow(shape[0]!)
          return ops.scatterAdd(shape, ids, fitted([...(ids.shape as Shape), ...shape.slice(1)], 'float'))
        },
        () => ops.foldIn(aKey(), chance(0.5) ? below(2 ** 31) : fitted([], 'i32')),
        () => ops.randomBits(aKey(), newShape()),
        () => ops.unitFromBits(chance(0.5) ? some('u32') : ops.randomBits(aKey(), newShape())),
        () => ops.stopGradient(some(anyKind())),
        ...[1, 2].map(() => scanned),
        () => ops.note(`value ${pool.length}`, some(anyKind()), 'a formula'),
      ]
      const small = (x: Tensor): boolean => sizeOf(x.shape as Shape) <= largest && x.shape.length <= 5
      const run = (count: number): void => {
        for (let i = 0; i < count; i++) {
          const made = pick(calls)()
          // What has grown too large is cut to fit; so does every engine, since shapes alone decide it.
          pool.push(small(made) ? made : ops.slice(ops.reshape(made, [sizeOf(made.shape as Shape)]), { start: [1] }, [Math.min(largest, sizeOf(made.shape as Shape) - 1)]))
        }
      }
      return { run, fitted, by }
    }

    const pool: Tensor[] = [...operands]
    const by = choices(seed + 1)
    worldOf(pool, by, false).run(length)
    return [...pool.slice(operands.length, -1).filter(() => by.chance(0.3)), ...(by.chance(0.2) ? [pool[0]!] : []), pool.at(-1)!] as readonly Some[]
  }
