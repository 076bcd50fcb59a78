import { f32 } from '../engines/eager/index.ts'
import { toFlat } from '../tensor/read.ts'
import type { Float } from '../tensor.ts'

/** The share of rows whose largest output stands where the largest label does; the first of equals counts. 0 to 1. */
export const accuracy = <N extends number, M extends number>(outputs: Float<readonly [N, M]>, labels: Float<readonly [N, M]>): number => {
  const said = toFlat(f32.argmax(outputs, 1))
  const right = toFlat(f32.argmax(labels, 1))
  return said.filter((c, row) => c === right[row]).length / said.length
}
