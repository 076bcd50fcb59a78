import { shortened } from './digits.ts'

/**
 * How many ways there are to read one of the numbers of a computation as another number of the page, such that the
 * printed digits come out. None means that the digits are no misreading of this kind.
 */
export const misreadings = (
  parts: readonly number[], compute: (parts: readonly number[]) => number, page: readonly number[], digits: string,
): number =>
  parts.flatMap((_, i) => page.filter((other) => shortened(compute(parts.map((part, j) => j === i ? other : part)), digits) !== undefined)).length
