import { exp, log } from '../math/index.ts'
import { storageOf } from '../tensor/host.ts'
import type { Tensor } from '../tensor.ts'
import { checkedClasses, checkedIds } from './classes.ts'
import { crossEntropies } from './kernels/cross-entropies.ts'
import { type Mean, meanMetric } from './mean.ts'
import type { ClassMetric } from './metric.ts'

/** `Σ t (log Σ exp y − y)` of every row of logits. */
export const crossEntropyOfRows = (operation: string) => (outputs: Tensor, labels: Tensor): ArrayLike<number> => {
  const classes = checkedClasses(operation, outputs, labels)
  const logits = storageOf(operation, outputs)
  if (labels.dtype === 'float') {
    const shares = storageOf(operation, labels)
    return crossEntropies(exp, log, logits, classes, (row, c) => shares[row * classes + c] ?? NaN)
  }
  const ids = checkedIds(operation, labels, classes)
  return crossEntropies(exp, log, logits, classes, (row, c) => ids[row] === c ? 1 : 0)
}

/**
 * The mean over the rows of the cross-entropy of logits y, `−Σ t log softmax y`, in nats. Each row is computed in f64 with the
 * elementary functions of this library, the sum over the rows is exact. Labels are shares of the classes or numbers of classes. A
 * class of share 0 costs nothing, also where its logit is −∞.
 */
export const crossEntropy: ClassMetric<Mean> = meanMetric('crossEntropy', crossEntropyOfRows('crossEntropy'))
