import { misuse } from '../../misuse.ts'
import { showShape } from '../../shape/size.ts'
import { isSymbolic } from '../../tensor/symbolic.ts'
import type { Tensor } from '../../tensor.ts'
import { readF32 } from '../eager/context.ts'
import type { NodeId } from './graph.ts'
import type { Builder } from './kernels/builder.ts'

/** The node of a tensor. One that lies in this process becomes a constant; one of another trace is refused. */
export const nodeOf = (builder: Builder, operation: string, x: Tensor): NodeId =>
  builder.nodeOf(x) ?? (isSymbolic(x)
    ? misuse(operation, builder.isOfPastBody(x)
      ? `this ${showShape(x.shape)} tensor belongs to a step of a scan that is over; a body hands out what it carries and its slices`
      : `this ${showShape(x.shape)} tensor belongs to another trace; a traced function takes what it needs as an argument`)
    : constant(builder, operation, x))

/** Constants lie outside of every body, which then takes them from around it like everything else. */
const constant = (builder: Builder, operation: string, x: Tensor): NodeId => {
  builder.addOutside(x, { op: 'constant', operands: [], attributes: {}, shape: x.shape, dtype: x.dtype, numbers: readF32(operation, x) })
  return builder.nodeOf(x) ?? misuse(operation, 'a constant without a node')
}
