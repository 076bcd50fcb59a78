import { requireThat } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import { placeAware } from '../../place.ts'
import { callOn, opsFrom, readCall } from './calls.ts'
import type { Builder } from './kernels/builder.ts'
import { nodeOf } from './node-of.ts'
import { shapes } from './shapes.ts'
import { tracedScan } from './traced-scan.ts'

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
    () => ({
      scan: tracedScan(builder, requireOpen),
      stopGradient: (x) => x,
      note: (label, x, formula) => {
        requireOpen('note')
        builder.label(nodeOf(builder, 'note', x), label, formula)
        return x
      },
    }),
  ), builder.enter)
}
