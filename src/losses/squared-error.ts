import type { Ops } from '../ops.ts'
import { sizeOf } from '../shape/size.ts'
import type { Float, Shape } from '../tensor.ts'
import type { LossRule } from './loss.ts'

/** `loss = k Σ (y − t)²` and `dy = 2 k (y − t) dloss`, with k chosen from the shape. */
const squaredError = (kind: string, formula: string, formulaBack: string, factor: (shape: Shape) => number) =>
  <S extends Shape>(ops: Ops, y: Float<S>): LossRule<Float<S>, Float<S>> => ({
    kind,
    labels: 'finite',
    against: (t) => {
      const [k, error] = [factor(y.shape), ops.sub(y, t)]
      return [
        ops.note('loss', ops.scale(ops.sumAll(ops.mul(error, error)), k), formula),
        (dLoss) => ops.note('loss.dy', ops.mul(ops.spread(dLoss, y.shape), ops.scale(error, 2 * k)), formulaBack),
      ]
    },
  })

/** Half squared error: `½ Σ (y − t)²` over every output, the cost of document 000 and of Mazur's example. `dy = y − t`. */
export const halfSquaredError = squaredError('halfSquaredError', 'loss = 1/2 sum (y - t)^2', 'dy = y - t', () => 0.5)

/** Mean squared error: the mean of `(y − t)²` over every output. `dy = 2 (y − t) / n`. */
export const meanSquaredError =
  squaredError('meanSquaredError', 'loss = mean (y - t)^2', 'dy = 2 (y - t) / n', (shape) => 1 / sizeOf(shape))
