import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import { type Columns, fromRows, type Rows, toRows } from '../shape/matrix.ts'
import type { Float, Mask, Scalar, Shape } from '../tensor.ts'
import type { LabelRule, LossRule } from './loss.ts'
import { divisorOf, type Reduction, shareOfRow, words } from './reduction.ts'

/** A loss before it becomes one number. */
export interface Terms<S extends Shape> {
  /** what each element adds */
  readonly terms: Float<S>
  /** the gradient of the sum of all terms, but for `times` */
  readonly slope: () => Float<S>
  /** what the slope is still to be multiplied by, so that numbers are multiplied by one only; 1 when left out */
  readonly times?: number
}

/** The rule of a loss that is a sum over elements, so that it can be reduced in several ways and rows be left out. */
export interface RowLossRule<S extends Shape> extends LossRule<Float<S>, Float<S>> {
  readonly reduction: Reduction
  /** as `against`, of the rows of the last axis that count alone; 0 where none does */
  readonly among: (labels: Float<S>, counted: Mask<readonly [Rows<S>]>) => ReturnType<LossRule<Float<S>, Float<S>>['against']>
  /** the same terms, reduced in another way */
  readonly reducedBy: (reduction: Reduction) => RowLossRule<S>
}

/** A loss whose labels are real numbers in the shape of the outputs. */
export type RowLoss = <S extends Shape>(ops: Ops, y: Float<S>) => RowLossRule<S>

/** What a loss is beside its terms. */
export interface RowLossAbout {
  readonly kind: string
  readonly settings?: NonNullable<LossRule<unknown, unknown>['settings']>
  readonly labels: LabelRule
  readonly reduction: Reduction
  /** what every term is multiplied by; 1 when left out */
  readonly factor?: -1 | 0.5
  /** a term, and its gradient with the factor, in words */
  readonly formula: { readonly term: string; readonly slope: string }
}

const signOf = (factor: number): string => factor === -1 ? '-' : factor === 0.5 ? '1/2 ' : ''

/** `[rows]` as a mask over every element. */
const overElements = <S extends Shape>(ops: Ops, rows: Mask<readonly [Rows<S>]>, like: Float<Matrix<S>>): Mask<Matrix<S>> =>
  ops.broadcast(rows, like.shape, [1])

type Matrix<S extends Shape> = readonly [Rows<S>, Columns<S>]

/** Makes a loss of its terms: `loss = k Σ terms` and `dy = k slope dloss`, with k from the factor and the reduction. */
export const rowLoss = (about: RowLossAbout, termsOf: <S extends Shape>(ops: Ops, y: Float<S>, t: Float<S>) => Terms<S>): RowLoss =>
  <S extends Shape>(ops: Ops, y: Float<S>): RowLossRule<S> => {
    const { kind, settings, labels, reduction, factor = 1, formula } = about
    const loss = `loss = ${signOf(factor)}${words[reduction].of} ${formula.term}`
    const dy = `dy = ${formula.slope}${words[reduction].by}`
    return {
      kind,
      ...(settings === undefined ? {} : { settings }),
      labels,
      reduction,
      against: (t) => {
        const { terms, slope, times = 1 } = termsOf(ops, y, t)
        const k = factor / divisorOf(reduction, y.shape)
        return [
          ops.note('loss', ops.scale(ops.sumAll(terms), k), loss),
          (dLoss) => ops.note('loss.dy', ops.mul(ops.spread(dLoss, y.shape), ops.scale(slope(), times * k)), dy),
        ]
      },
      among: (t, counted) => {
        requireThat(y.shape.length > 0, kind, () => 'a single number has no rows that could be left out')
        const { terms, slope, times = 1 } = termsOf(ops, y, t)
        const mask = overElements<S>(ops, counted, toRows(ops, terms))
        const only = (x: Float<S>): Float<Matrix<S>> => {
          const rows = toRows(ops, x)
          return ops.select(mask, rows, ops.fill(rows.shape, 0))
        }
        const divisor = divisorOfCounted(ops, counted, reduction, y.shape)
        return [
          ops.note('loss', ops.div(ops.scale(ops.sumAll(only(terms)), factor), divisor), `${loss}, of the rows that count`),
          (dLoss) => {
            const k = ops.div(ops.scale(dLoss, times * factor), divisor)
            const counting = only(slope())
            return ops.note('loss.dy', fromRows(ops, ops.mul(ops.spread(k, counting.shape), counting), y.shape), `dy = ${formula.slope}${words[reduction].by}, of the rows that count`)
          },
        ]
      },
      reducedBy: (other) => rowLoss({ ...about, reduction: other }, termsOf)(ops, y),
    }
  }

/** What the sum of the counted terms is divided by; at least 1, so that without any row the loss is 0. */
const divisorOfCounted = <S extends Shape>(ops: Ops, counted: Mask<readonly [Rows<S>]>, reduction: Reduction, shape: S): Scalar => {
  const one = ops.fill([], 1)
  const rows = ops.maximum(ops.sumAll(ops.cast(counted, 'float')), one)
  return reduction === 'sum' ? one : ops.scale(rows, shareOfRow(reduction, shape))
}

