/** The mistaken computations of document 001, as it made them. Each has a name in `meanings.ts`. */
import type { Triple } from './triple.ts'
import {
  log10, minus, mistaken, negative, number, one, over, plus, squared, times, type Worked,
} from './worked.ts'

/** The exponentials are left out of the softmax. */
export const share = (x: Worked, all: Triple<Worked>): Worked => mistaken('shares', over(x, plus(...all)))

/** The loss is natural logarithms, since the derivative in use is 1/O; the numbers are common ones. */
export const commonLog = (x: Worked): Worked => mistaken('base 10', negative(log10(x)))

/** For y = 0 the inner derivative of 1 − O is forgotten: the minus before 1/(1 − O) should be a plus. */
export const withoutInnerMinus = (o: Worked): Worked => mistaken('sign', over(number('-1'), minus(one, o)))

/** The slope of output a pairs its exponential with the wrong two: its own takes the place of one of the others. */
export const wrongPair = (own: Worked, other: Worked, sum: Worked): Worked =>
  mistaken('wrong pair', over(times(own, plus(other, own)), squared(sum)))

/** The softmax slope is multiplied into the error derivative already, and will be again. */
export const slopeTwice = (dE: Worked, slope: Worked): Worked => mistaken('slope twice', times(dE, slope))

/** The derivative goes through the output's own input, as if the other two outputs did not depend on it. */
export const diagonalOnly = (...factors: readonly Worked[]): Worked => mistaken('diagonal', times(...factors))

/** The last product of the column before stays in the calculator and is added to the next factor. */
export const notCleared = (factor: Worked, last: Worked): Worked => mistaken('running total', plus(factor, last))

/** One of three paths from h1_out j to the loss. */
export const oneTerm = (...factors: readonly Worked[]): Worked => mistaken('one term', times(...factors))

/** Another learning rate in a single cell. */
export const wrongRate = (w: Worked, rate: string, change: Worked): Worked =>
  mistaken('wrong rate', minus(w, times(number(rate), change)))

/** A zero too many behind the point. */
export const extraZero = (x: Worked): Worked => mistaken('extra zero', over(x, number('10')))

/** A cell of another matrix. */
export const fromOtherMatrix = (cell: Worked): Worked => mistaken('other matrix', cell)

/** The computation is as far as one can tell the one that was made; the print differs from it in one digit. */
export const otherDigit = (x: Worked): Worked => mistaken('one digit', x)

/** The computation is right up to here; two of its digits change places in print. */
export const swappedDigits = (x: Worked): Worked => mistaken('swapped digits', x)
