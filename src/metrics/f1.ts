import { averaged, type ClassShare, perClass } from './per-class.ts'

/** 2 TP / (2 TP + FP + FN) */
const share: ClassShare = ({ hits, said, are }) => [2 * hits, said + are]

/**
 * F1, the harmonic mean of precision and recall: `2 TP / (2 TP + FP + FN)`. It is 0 / 0 only for a class that no row is of and that was
 * never said. The mean over all `classes`: scikit-learn's `f1_score` with `labels=range(classes)`.
 *
 * Throws `Misuse` for settings that are none of those named, and for what `confusionMatrix` refuses.
 */
export const f1 = averaged('f1', share)

/** The F1 of every class. */
export const f1PerClass = perClass('f1PerClass', share)
