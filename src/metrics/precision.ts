import { averaged, type ClassShare, perClass } from './per-class.ts'

/** TP / (TP + FP) */
const share: ClassShare = ({ hits, said }) => [hits, said]

/**
 * Precision, `TP / (TP + FP)`: of the rows that were said to be of a class, the share that are. The mean over all `classes`, also
 * those that no row is of: scikit-learn's `precision_score` with `labels=range(classes)`.
 *
 * Throws `Misuse` for settings that are none of those named, and for what `confusionMatrix` refuses.
 */
export const precision = averaged('precision', share)

/** The precision of every class. */
export const precisionPerClass = perClass('precisionPerClass', share)
