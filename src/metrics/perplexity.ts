import { exp } from '../math/index.ts'
import { crossEntropyOfRows } from './cross-entropy.ts'
import { type Mean, meanMetric } from './mean.ts'
import type { ClassMetric } from './metric.ts'

/**
 * Perplexity, `exp` of the mean cross-entropy of logits, in base e: between how many equally likely classes the network hesitates.
 * 1 is perfect, C is as good as drawing one of C classes blindly. Rows are as in `crossEntropy`.
 */
export const perplexity: ClassMetric<Mean> = meanMetric('perplexity', crossEntropyOfRows('perplexity'), exp)
