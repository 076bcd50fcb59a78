import type { Right } from './right.ts'
import { computed, copied, given, rightOf, type Row } from './row.ts'
import type { Printed } from './transcribe.ts'
import { type Matrix, type Triple, triple } from './triple.ts'
import type { Worked } from './worked.ts'

type Pick3 = (r: Right) => Triple<number>
type Pick9 = (r: Right) => Matrix<number>

/** `given`, `computed` and `copied` for rows of three, and for matrices. */
export const given3 = (printed: Triple<Printed>, pick: Pick3): Triple<Row> =>
  triple((i) => given(printed[i], (r) => pick(r)[i]))
export const given9 = (printed: Matrix<Printed>, pick: Pick9): Matrix<Row> =>
  triple((i) => given3(printed[i], (r) => pick(r)[i]))
export const computed3 = (printed: Triple<Printed>, pick: Pick3, worked: Triple<Worked>): Triple<Row> =>
  triple((i) => computed(printed[i], rightOf((r) => pick(r)[i]), worked[i]))
export const computed9 = (printed: Matrix<Printed>, pick: Pick9, worked: Matrix<Worked>): Matrix<Row> =>
  triple((i) => computed3(printed[i], (r) => pick(r)[i], worked[i]))
export const copied3 = (printed: Triple<Printed>, of: Triple<Row>): Triple<Row> => triple((i) => copied(printed[i], of[i]))
export const copied9 = (printed: Matrix<Printed>, of: Matrix<Row>): Matrix<Row> => triple((i) => copied3(printed[i], of[i]))

/** The numbers as printed, for the steps that use them. */
export const known3 = (rows: Triple<Row>): Triple<Worked> => triple((i) => rows[i].known)
