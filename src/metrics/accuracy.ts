import { shareWithin } from './top-k.ts'

/**
 * The share of rows whose largest output stands where the right class does, 0 to 1; NaN without rows. Labels are shares of the
 * classes, as one-hot rows are, or numbers of classes. The first of equals counts, and NaN is larger than any number.
 *
 * Throws `Misuse` for shapes that do not fit, a number that is no class, and a single column, in which the largest is
 * always the same.
 */
export const accuracy = shareWithin('accuracy', 1)
