import { misuse, requireThat } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import { placeAware } from '../../place.ts'
import { showShape } from '../../shape/size.ts'
import { isSymbolic } from '../../tensor/symbolic.ts'
import type { Tensor } from '../../tensor.ts'
import { readF32 } from '../eager/context.ts'
import { callOn, opsFrom, readCall } from './calls.ts'
import { scanInSteps } from '../scan-in-steps.ts'
import type { NodeId } from './graph.ts'
import type { Builder } from './kernels/builder.ts'
import { shapes } from './shapes.ts'

/** The node of a tensor. One that lies in this process becomes a constant; one of another trace is refused. */
export const nodeOf = (builder: Builder, operation: string, x: Tensor): NodeId =>
  builder.nodeOf(x) ?? (isSymbolic(x)
    ? misuse(operation, `this ${showShape(x.shape)} tensor belongs to another trace; a traced function takes what it needs as an argument`)
    : builder.add(x, { op: 'constant', operands: [], attributes: {}, shape: x.shape, dtype: x.dtype, numbers: readF32(operation, x) }))

/** An engine that computes nothing: it checks each call as the eager engine does, and writes it down. */
export const tracer = (builder: Builder): Ops => {
  const requireOpen = (operation: string): void => {
    requireThat(!builder.isOver(), operation, () => 'the trace that this engine belongs to is over')
  }
  return placeAware(opsFrom(
    (op, given) => {
      requireOpen(op)
      const result = callOn(shapes, op, given)
      const { operands, attributes } = readCall(op, given)
      builder.add(result, { op, operands: operands.map((x) => nodeOf(builder, op, x)), attributes, shape: result.shape, dtype: result.dtype })
      return result
    },
    (primitives) => ({
      scan: scanInSteps(primitives),
      stopGradient: (x) => x,
      note: (label, x, formula) => {
        requireOpen('note')
        builder.label(nodeOf(builder, 'note', x), label, formula)
        return x
      },
    }),
  ), builder.enter)
}
