import { type Ops, type Some, type Tensor } from '../../../src/index.ts'
import { callOn, opsFrom, readCall } from '../../../src/engines/trace/calls.ts'
import { scanInSteps } from '../../../src/engines/scan-in-steps.ts'
import { compile } from '../../../src/engines/wasm/compile.ts'
import { withTensors } from '../trace/traced.ts'
import { shareAll } from './threads.ts'

/** An engine that compiles every single call, runs it, and forgets it. */
export const throughMachine = (threads: number): Ops => {
  const run = (f: (ops: Ops) => (...operands: readonly Tensor[]) => Tensor, operands: readonly Tensor[]): Tensor => {
    const compiled = compile(f, shareAll(threads))
    try {
      return compiled(...operands)
    } finally {
      compiled.dispose()
    }
  }
  return opsFrom(
    (op, given) => run((ops) => (...operands) => callOn(ops, op, withTensors(given, operands)), readCall(op, given).operands),
    (primitives) => ({
      scan: scanInSteps(primitives),
      stopGradient: (x) => run((ops) => (inner) => ops.stopGradient(inner as Some), [x]) as Some,
      note: (label, x, formula) => run((ops) => (inner) => ops.note(label, inner as Some, formula), [x]) as Some,
    }),
  )
}
