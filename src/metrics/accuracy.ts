import { f32 } from '../engines/eager/index.ts'
import { requireThat } from '../misuse.ts'
import { sameShape, showShape } from '../shape/size.ts'
import { toFlat } from '../tensor/read.ts'
import type { Float } from '../tensor.ts'

/**
 * The share of rows whose largest output stands where the largest label does; the first of equals counts. 0 to 1.
 *
 * Throws `Misuse` for shapes that differ, and for a single column, in which the largest is always the same.
 */
export const accuracy = <N extends number, M extends number>(outputs: Float<readonly [N, M]>, labels: Float<readonly [N, M]>): number => {
  requireThat(sameShape(outputs.shape, labels.shape), 'accuracy', () =>
    `outputs are ${showShape(outputs.shape)}, labels are ${showShape(labels.shape)}`)
  requireThat(outputs.shape[1] > 1, 'accuracy', () => 'a single column has no largest class; compare it with a threshold')
  const said = toFlat(f32.argmax(outputs, 1))
  const right = toFlat(f32.argmax(labels, 1))
  return said.filter((c, row) => c === right[row]).length / said.length
}
