import { requireThat } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import { showShape, sizeOf } from '../../shape/size.ts'
import type { Float, Shape } from '../../tensor.ts'

/** The last two axes of a sequence's shape, and what is the same for all sequences of a batch. */
export interface Sequence<B extends Shape, T extends number, E extends number> {
  readonly positions: T
  readonly width: E
  readonly leading: {
    /** the same for each sequence */
    readonly repeat: (ops: Ops, x: Float<readonly [T, E]>) => Float<readonly [...B, T, E]>
    /** the way back of `repeat` */
    readonly sum: (ops: Ops, x: Float<readonly [...B, T, E]>) => Float<readonly [T, E]>
  }
}

/** A shape whose last axes are positions and width, with any leading axes. */
export const sequenceOf = <B extends Shape, T extends number, E extends number>(
  operation: string, shape: readonly [...B, T, E],
): Sequence<B, T, E> => {
  const [positions, width] = shape.slice(-2) as readonly number[] as readonly [T, E]
  requireThat(shape.length >= 2, operation, () => `${showShape(shape)} has no axis of positions before its last`)
  // For the compiler the leading axes are one, whose size is a name for their product.
  const rows = sizeOf(shape.slice(0, -2))
  return {
    positions, width,
    leading: {
      repeat: (ops, x) => ops.reshape(ops.broadcast(x, [rows, positions, width], [0]), shape),
      sum: (ops, x) => ops.sum(ops.reshape(x, [rows, positions, width]), [0]),
    },
  }
}
