import { averaged, type ClassShare, perClass } from './per-class.ts'

/** TP / (TP + FN) */
const share: ClassShare = ({ hits, are }) => [hits, are]

/**
 * Recall, `TP / (TP + FN)`: of the rows that are of a class, the share that were said to be. The mean over all `classes`, also
 * those that no row is of: scikit-learn's `recall_score` with `labels=range(classes)`.
 *
 * Throws `Misuse` for settings that are none of those named, and for what `confusionMatrix` refuses.
 */
export const recall = averaged('recall', share)

/** The recall of every class. */
export const recallPerClass = perClass('recallPerClass', share)
