/** The update `W' = W - lr * δW` of one matrix, written out cell by cell and then worked out. */
import { copied, computed, rightOf, type Row } from './row.ts'
import type { Right } from './right.ts'
import type { Printed } from './transcribe.ts'
import { type Index, matrix, type Matrix, type Triple } from './triple.ts'
import { minus, times, type Worked } from './worked.ts'

interface Update {
  readonly cells: Triple<Matrix<Printed>>
  readonly results: Matrix<Printed>
  readonly weights: Matrix<Row>
  readonly rate: Row
  readonly changes: Matrix<Row>
  readonly pick: (r: Right) => Matrix<number>
  /** the working where it is not `W - lr * δW`, and a remark */
  readonly exceptions?: (r: Index, c: Index, w: Worked, change: Worked) => Exception | undefined
  /** the δW of a cell where it is not a copy */
  readonly change?: (r: Index, c: Index, printed: Printed, change: Row) => Row
}

interface Exception {
  readonly worked: Worked
  readonly note: string
}

export const update = ({ cells, results, weights, rate, changes, pick, exceptions, change = (_r, _c, printed, of) => copied(printed, of) }: Update): {
  readonly cells: Triple<Matrix<Row>>
  readonly results: Matrix<Row>
} => ({
  cells: matrix((r, c) => {
    const [w, lr, d] = cells[r][c]
    return [copied(w, weights[r][c]), copied(lr, rate), change(r, c, d, changes[r][c])] as const
  }),
  results: matrix((r, c) => {
    const [w, d] = [weights[r][c].known, changes[r][c].known]
    const exception = exceptions?.(r, c, w, d)
    return computed(results[r][c], rightOf((right) => pick(right)[r][c]), exception?.worked ?? minus(w, times(rate.known, d)), exception?.note)
  }),
})
