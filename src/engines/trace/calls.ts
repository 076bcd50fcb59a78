import type { Ops, Window, Windows } from '../../ops.ts'
import type { Tensor } from '../../tensor.ts'
import type { Node, Primitive, Settings } from './graph.ts'
import { type Parameter, parameters } from './parameters.ts'

/** What a call says: the tensors that it is made with, and the rest in one form for all ways of saying the same. */
export interface Call {
  readonly operands: readonly Tensor[]
  readonly attributes: Settings
}

const upward = (axes: readonly number[]): readonly number[] => [...axes].sort((a, b) => a - b)

/** The one form of each attribute. Numbers are rounded to f32, as the f32 engine does before it uses them. */
const normal = {
  value: (value: number | undefined) => Math.fround(value ?? 0),
  k: Math.fround,
  axis: (axis: number) => axis,
  axes: upward,
  order: (order: readonly number[]) => [...order],
  window: ({ start, stride }: Window) => ({ start: [...start], stride: stride === undefined ? start.map(() => 1) : [...stride] }),
  windows: ({ axis, size, stride, dilation }: Windows) =>
    ({ axis, size: [...size], stride: [...(stride ?? size.map(() => 1))], dilation: [...(dilation ?? size.map(() => 1))] }),
  data: (data: number) => data >>> 0,
} satisfies { readonly [K in keyof Settings]-?: (given: never) => Settings[K] }

const isOperand = (parameter: Parameter, given: unknown): boolean =>
  parameter === 'tensor' || parameter === 'tensors' || (parameter === 'data' && typeof given !== 'number')

const isAttribute = (parameter: Parameter): parameter is keyof Settings => parameter in normal

/** A call as data; `given` are its arguments in order, which have been checked. */
export const readCall = (op: Primitive, given: readonly unknown[]): Call => {
  const row: readonly Parameter[] = parameters[op]
  return {
    operands: row.flatMap((parameter, i) => isOperand(parameter, given[i]) ? tensorsOf(given[i]) : []),
    attributes: Object.fromEntries(row.flatMap((parameter, i) =>
      isAttribute(parameter) && !isOperand(parameter, given[i]) ? [[parameter, normal[parameter](argument(given[i]))]] : [])),
  }
}

/** The arguments with which an engine computes a node, in order. */
const argumentsOf = (op: Primitive, { attributes, shape, dtype }: Node, operands: readonly Tensor[]): readonly unknown[] => {
  const row: readonly Parameter[] = parameters[op]
  return row.map((parameter, i) => {
    switch (parameter) {
      case 'tensor': return operands[row.slice(0, i).filter((other) => other === 'tensor').length]
      case 'tensors': return operands
      case 'shape': return shape
      case 'dtype': return dtype
      case 'data': return attributes.data ?? operands[1]
      default: return attributes[parameter]
    }
  })
}

/** Computes a node on an engine. */
export const callNode = (ops: Ops, op: Primitive, node: Node, operands: readonly Tensor[]): Tensor =>
  callOn(ops, op, argumentsOf(op, node, operands))

// The table of parameters says what each argument is; the compiler cannot follow a name through it.

/** Calls a primitive by its name. */
export const callOn = (ops: Ops, op: Primitive, given: readonly unknown[]): Tensor =>
  (ops[op] as (...given: readonly unknown[]) => Tensor)(...given)

/** What is no primitive of a graph: an engine says itself what it does with these. */
type Others = Pick<Ops, 'note' | 'scan' | 'stopGradient'>

/** An engine all of whose primitives are one function. */
export const opsFrom = (call: (op: Primitive, given: readonly unknown[]) => Tensor, others: (primitives: Ops) => Others): Ops => {
  const calls = Object.fromEntries(primitives.map((op) => [op, (...given: readonly unknown[]) => call(op, given)])) as object as Ops
  return { ...calls, ...others(calls) }
}

const primitives = Object.keys(parameters) as readonly Primitive[]
const tensorsOf = (given: unknown): readonly Tensor[] => Array.isArray(given) ? given as readonly Tensor[] : [given as Tensor]
const argument = (given: unknown): never => given as never
