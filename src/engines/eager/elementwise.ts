import * as math from '../../math/index.ts'
import { requireThat } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import { sameShape, showShape } from '../../shape/size.ts'
import type { DType, Float, Mask, Shape, Tensor } from '../../tensor.ts'
import { requireDType } from '../../tensor/host.ts'
import { type Context, requireAlike, requireKind } from './context.ts'
import { fillInto, mapInto, selectInto, zipInto } from './kernels/elementwise.ts'

type Elementwise = Pick<Ops,
  | 'fill' | 'neg' | 'abs' | 'floor' | 'sqrt' | 'exp' | 'expm1' | 'log' | 'log1p' | 'tanh' | 'sigmoid' | 'softplus' | 'erf'
  | 'erfinv' | 'sin' | 'cos' | 'scale' | 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'maximum' | 'minimum'
  | 'less' | 'lessEqual' | 'equal' | 'not' | 'and' | 'or' | 'select' | 'cast' | 'unitFromBits'>

/** Everything that works on one element at a time. */
export const elementwise = ({ make, read, round }: Context): Elementwise => {
  const unary = (operation: string, f: (x: number) => number) => <S extends Shape>(x: Float<S>): Float<S> => {
    requireKind(operation, x, ['float'])
    return make(operation, x.shape, 'float', (out) => mapInto(out, read(operation, x), f))
  }
  const arithmetic = (operation: string, real: (a: number, b: number) => number, whole: (a: number, b: number) => number) =>
    <S extends Shape, D extends 'float' | 'i32'>(a: Tensor<S, D>, b: Tensor<S, D>): Tensor<S, D> => {
      requireKind(operation, a, ['float', 'i32'])
      requireAlike(operation, a, b)
      const f = a.dtype === 'float' ? real : whole
      return make(operation, a.shape, a.dtype, (out) => zipInto(out, read(operation, a), read(operation, b), f))
    }
  const binary = (operation: string, f: (a: number, b: number) => number) => <S extends Shape>(a: Float<S>, b: Float<S>): Float<S> => {
    requireKind(operation, a, ['float'])
    requireAlike(operation, a, b)
    return make(operation, a.shape, 'float', (out) => zipInto(out, read(operation, a), read(operation, b), f))
  }
  const comparison = (operation: string, kinds: readonly DType[], f: (a: number, b: number) => boolean) =>
    <S extends Shape, D extends DType>(a: Tensor<S, D>, b: Tensor<S, D>): Mask<S> => {
      requireKind(operation, a, kinds)
      requireAlike(operation, a, b)
      return make(operation, a.shape, 'bool', (out) => zipInto(out, read(operation, a), read(operation, b), (u, v) => f(u, v) ? 1 : 0))
    }
  const numbers: readonly DType[] = ['float', 'i32']
  return {
    fill: (shape, value) => make('fill', shape, 'float', (out) => fillInto(out, value)),
    neg: unary('neg', (x) => -x),
    abs: unary('abs', Math.abs),
    floor: unary('floor', Math.floor),
    sqrt: unary('sqrt', Math.sqrt),
    exp: unary('exp', math.exp),
    expm1: unary('expm1', math.expm1),
    log: unary('log', math.log),
    log1p: unary('log1p', math.log1p),
    tanh: unary('tanh', math.tanh),
    sigmoid: unary('sigmoid', math.sigmoid),
    softplus: unary('softplus', math.softplus),
    erf: unary('erf', math.erf),
    erfinv: unary('erfinv', math.erfinv),
    sin: unary('sin', math.sin),
    cos: unary('cos', math.cos),
    scale: (x, k) => {
      const factor = round(k)
      return unary('scale', (v) => factor * v)(x)
    },
    add: arithmetic('add', (a, b) => a + b, (a, b) => (a + b) | 0),
    sub: arithmetic('sub', (a, b) => a - b, (a, b) => (a - b) | 0),
    mul: arithmetic('mul', (a, b) => a * b, Math.imul),
    div: binary('div', (a, b) => a / b),
    pow: binary('pow', math.pow),
    maximum: arithmetic('maximum', Math.max, Math.max),
    minimum: arithmetic('minimum', Math.min, Math.min),
    less: comparison('less', numbers, (a, b) => a < b),
    lessEqual: comparison('lessEqual', numbers, (a, b) => a <= b),
    equal: comparison('equal', numbers, (a, b) => a === b),
    not: (a) => comparison('not', ['bool'], (u) => u === 0)(a, a),
    and: comparison('and', ['bool'], (a, b) => a !== 0 && b !== 0),
    or: comparison('or', ['bool'], (a, b) => a !== 0 || b !== 0),
    select: (mask, a, b) => {
      requireKind('select', mask, ['bool'])
      requireAlike('select', a, b)
      requireThat(sameShape(mask.shape, a.shape), 'select', () => `shapes differ: mask ${showShape(mask.shape)} and ${showShape(a.shape)}`)
      return make('select', a.shape, a.dtype, (out) => selectInto(out, read('select', mask), read('select', a), read('select', b)))
    },
    cast: (x, dtype) => {
      requireDType('cast', dtype)
      return make('cast', x.shape, dtype, (out) => mapInto(out, read('cast', x), conversion(x.dtype, dtype)))
    },
    unitFromBits: (bits) => {
      requireKind('unitFromBits', bits, ['u32'])
      return make('unitFromBits', bits.shape, 'float', (out) => mapInto(out, read('unitFromBits', bits), (b) => (b >>> 9) * 2 ** -23))
    },
  }
}

const same = (x: number): number => x

/** How one element becomes one of another kind; the store into the typed array wraps i32 and u32 into each other. */
const conversion = (from: DType, to: DType): (x: number) => number => {
  if (to === 'bool') return (x) => x === 0 ? 0 : 1
  if (from !== 'float' || to === 'float') return same
  return to === 'i32' ? cut(-(2 ** 31), 2 ** 31 - 1) : cut(0, 2 ** 32 - 1)
}

/** Towards zero, kept to the range, NaN to 0: WebAssembly's saturating truncation. */
const cut = (low: number, high: number) => (x: number): number =>
  Number.isNaN(x) ? 0 : Math.trunc(Math.min(Math.max(x, low), high))
