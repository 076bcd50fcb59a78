import type { Ops, Window, Windows } from '../../ops.ts'
import type { DType, Tensor } from '../../tensor.ts'
import type { Primitive, Settings } from './graph.ts'

/** What one parameter of a primitive is: an operand or several, the shape or the kind of the result, or an attribute. */
export type Parameter = 'tensor' | 'tensors' | 'shape' | 'dtype' | keyof Settings

/** What a parameter of this type may be. Axes of a shape that is not known are `never` to the compiler. */
type ParameterFor<T> =
  [T] extends [never] ? 'axis'
  : T extends Tensor ? 'tensor'
  : T extends readonly never[] ? 'axes' | 'order'
  : T extends readonly Tensor[] ? 'tensors'
  : T extends readonly number[] ? 'shape'
  : T extends Window ? 'window'
  : T extends Windows ? 'windows'
  : T extends DType ? 'dtype'
  : T extends number ? 'value' | 'k' | 'axis' | 'data'
  : never

/** One entry for each parameter of a function; one that may be left out counts too. */
type ParametersFor<A extends readonly unknown[]> = { readonly [I in keyof A]-?: ParameterFor<Required<A>[I]> }

/**
 * The parameters of every primitive in order. From this one table a call is read as a node, and a node is called again. A
 * new primitive without a row does not compile, nor does a row with another number or another kind of parameters.
 */
export const parameters: { readonly [K in Primitive]: ParametersFor<Parameters<Ops[K]>> } = {
  fill: ['shape', 'value'],
  iota: ['shape', 'axis'],
  neg: ['tensor'],
  abs: ['tensor'],
  floor: ['tensor'],
  sqrt: ['tensor'],
  exp: ['tensor'],
  expm1: ['tensor'],
  log: ['tensor'],
  log1p: ['tensor'],
  tanh: ['tensor'],
  sigmoid: ['tensor'],
  softplus: ['tensor'],
  erf: ['tensor'],
  erfinv: ['tensor'],
  sin: ['tensor'],
  cos: ['tensor'],
  scale: ['tensor', 'k'],
  add: ['tensor', 'tensor'],
  sub: ['tensor', 'tensor'],
  mul: ['tensor', 'tensor'],
  div: ['tensor', 'tensor'],
  pow: ['tensor', 'tensor'],
  maximum: ['tensor', 'tensor'],
  minimum: ['tensor', 'tensor'],
  less: ['tensor', 'tensor'],
  lessEqual: ['tensor', 'tensor'],
  equal: ['tensor', 'tensor'],
  not: ['tensor'],
  and: ['tensor', 'tensor'],
  or: ['tensor', 'tensor'],
  select: ['tensor', 'tensor', 'tensor'],
  cast: ['tensor', 'dtype'],
  matmul: ['tensor', 'tensor'],
  matmulTN: ['tensor', 'tensor'],
  matmulNT: ['tensor', 'tensor'],
  matmulTT: ['tensor', 'tensor'],
  sum: ['tensor', 'axes'],
  sumAll: ['tensor'],
  max: ['tensor', 'axes'],
  argmax: ['tensor', 'axis'],
  broadcast: ['tensor', 'shape', 'axes'],
  spread: ['tensor', 'shape'],
  reshape: ['tensor', 'shape'],
  transpose: ['tensor', 'order'],
  slice: ['tensor', 'window', 'shape'],
  pad: ['tensor', 'window', 'shape', 'value'],
  concat: ['tensors', 'axis', 'shape'],
  unfold: ['tensor', 'windows', 'shape'],
  fold: ['tensor', 'windows', 'shape'],
  gather: ['tensor', 'tensor'],
  scatterAdd: ['shape', 'tensor', 'tensor'],
  foldIn: ['tensor', 'data'],
  randomBits: ['tensor', 'shape'],
  unitFromBits: ['tensor'],
}
