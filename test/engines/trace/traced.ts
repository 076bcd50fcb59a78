import { f32, Misuse, type Ops, type Shape, type Some, type Tensor, trace, tree, type Tree } from '../../../src/index.ts'
import { callOn, opsFrom, readCall } from '../../../src/engines/trace/calls.ts'
import type { Graph } from '../../../src/engines/trace/graph.ts'
import { interpret } from '../../../src/engines/trace/interpret.ts'
import { optimize } from '../../../src/engines/trace/optimize.ts'
import type { Traced } from '../../../src/engines/trace/trace.ts'
import { storageOf } from '../../../src/tensor/host.ts'

/** Some tensor of a shape, for a trace reads nothing else. */
export const like = (shape: Shape): Some => f32.fill(shape, 0.5)

/** Runs what was traced: the guards on the numbers that are given, then the graph after a pass, on the f32 engine. */
export const runOf = <R extends Tree>({ graph, guards, rebuild }: Traced<R>, pass: (graph: Graph) => Graph = optimize) => {
  const passed = interpret(pass(graph), f32)
  return (given: Tree): R => {
    const leaves = tree.leaves(given).map(({ tensor }) => tensor)
    for (const { argument, check } of guards) check(storageOf('test', leaves[argument]!))
    return rebuild(passed(...leaves))
  }
}

/** A function traced, passed and run: what a compiled function does, without its speed. */
export const throughGraph = <A extends readonly Tree[], R extends Tree>(f: (ops: Ops) => (...given: A) => R, pass?: (graph: Graph) => Graph) =>
  (...given: A): R => runOf(trace(f, given), pass)(given)

/** Arguments of a call with other tensors, in the same order. */
export const withTensors = (given: readonly unknown[], operands: readonly Tensor[]): readonly unknown[] => {
  const left = [...operands]
  const replaced = (x: unknown): unknown =>
    Array.isArray(x) && x.length > 0 && x.every((part) => typeof part === 'object') ? x.map(replaced)
    : typeof x === 'object' && x !== null && 'dtype' in x ? left.shift()
    : x
  return given.map(replaced)
}

/** Runs a function of some tensors on an engine. */
type RunOn = <A extends readonly Tree[], R extends Tree>(f: (ops: Ops) => (...given: A) => R, given: A) => R

/** An engine that runs every single call by itself; what is called in the body of a scan belongs to the scan. */
export const callByCall = (run: RunOn): Ops => {
  let within: Ops | undefined
  return opsFrom(
    (op, given) => within !== undefined ? callOn(within, op, given)
      : run((ops) => (...operands: readonly Tensor[]): Tensor => callOn(ops, op, withTensors(given, operands)), readCall(op, given).operands),
    () => ({
      scan: (length, carry, xs, body, direction) => within !== undefined ? within.scan(length, carry, xs, body, direction)
        : run((ops) => (first: readonly Tensor[], slices: readonly Tensor[]) => {
          within = ops
          try {
            return ops.scan(length, first, slices, body, direction)
          } finally {
            within = undefined
          }
        }, [carry, xs]),
      stopGradient: (x) => within !== undefined ? within.stopGradient(x) : run((ops) => (inner: Tensor) => ops.stopGradient(inner), [x]) as Some,
      note: (label, x, formula) => within !== undefined ? within.note(label, x, formula)
        : run((ops) => (inner: Tensor) => ops.note(label, inner, formula), [x]) as Some,
    }),
  )
}

/** An engine that traces, optimizes and runs every single call. */
export const throughGraphs: Ops = callByCall((f, given) => throughGraph(f)(...given))

/** The message of the `Misuse` that a call throws. */
export const messageOf = (call: () => unknown): string => {
  try {
    call()
  } catch (error) {
    if (error instanceof Misuse) return error.message
    throw error
  }
  return 'no misuse'
}

/** How many nodes compute each primitive. */
export const primitivesOf = ({ nodes }: Graph): Readonly<Record<string, number>> =>
  nodes.reduce<Readonly<Record<string, number>>>((counts, { op }) => ({ ...counts, [op]: (counts[op] ?? 0) + 1 }), {})
