import { requireThat } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import { coordinatesOf, requireSizes, sameShape, showShape, sizeOf } from '../../shape/size.ts'
import type { Shape, Tensor } from '../../tensor.ts'
import { type Context, requireKind } from './context.ts'
import { gatherInto, scatterAddInto } from './kernels/layout.ts'

/** Rows by number. */
export const rowsByNumber = ({ check, make, read }: Context): Pick<Ops, 'gather' | 'scatterAdd'> => {
  const requireIds = (operation: string, ids: Tensor, rows: number): void => {
    requireKind(operation, ids, ['i32'])
    check(operation, ids, (numbers) => {
      const wrong = numbers.findIndex((id) => id < 0 || id >= rows)
      requireThat(wrong === -1, operation, () =>
        `id ${numbers[wrong]} at ${showShape(coordinatesOf(ids.shape, wrong))} is not one of 0 to ${rows - 1}`)
    })
  }
  return {
    gather: (table, ids) => {
      const shape: Shape = table.shape
      const [rows = 0, ...row] = shape
      requireThat(shape.length > 0, 'gather', () => 'a single number has no rows')
      requireIds('gather', ids, rows)
      return make('gather', [...ids.shape, ...row], table.dtype, (out) =>
        gatherInto(out, read('gather', table), read('gather', ids), sizeOf(row))) as Tensor
    },
    scatterAdd: (shape, ids, updates) => {
      requireKind('scatterAdd', updates, ['float'])
      requireSizes('scatterAdd', shape)
      const [rows, ...row] = shape
      requireKind('scatterAdd', ids, ['i32'])
      const [given, due]: readonly [Shape, Shape] = [updates.shape, [...ids.shape, ...row]]
      requireThat(sameShape(given, due), 'scatterAdd', () =>
        `updates ${showShape(given)} are not the axes of ids and of a row, ${showShape(due)}`)
      requireIds('scatterAdd', ids, rows)
      return make('scatterAdd', shape, 'float', (out) =>
        scatterAddInto(out, read('scatterAdd', ids), read('scatterAdd', updates), sizeOf(row)))
    },
  }
}
