import { measure } from '../metrics/measure.ts'
import type { Metric } from '../metrics/metric.ts'
import { misuse } from '../misuse.ts'
import type { Net, Trees } from '../net.ts'
import type { DType, Shape, Tensor } from '../tensor.ts'
import { predict, type Weights } from '../train/evaluate.ts'
import { countOf, type Dataset } from './dataset.ts'
import { lazily } from './kernels/lazily.ts'
import { asRows, rowCount, type Rows, rowsAt, rowsUnder } from './rows.ts'

/** What gives the outputs of one batch: `predict(net)`, or a compiled form of it. */
export type Predictor<P, S, A extends Tensor, B extends Tensor> = (weights: Weights<P, S>, x: A) => B

/**
 * The outputs of a network of a fixed batch size for any number of rows, batch by batch. The last batch is filled up with rows of zeros,
 * whose outputs are dropped; no row's outputs depend on the others, so the filling changes no bit.
 */
const outputsOf = <B extends number, X extends Shape, Y extends Shape, DX extends DType, DY extends DType>(
  size: B, output: (x: Tensor<readonly [B, ...X], DX>) => Tensor<readonly [B, ...Y], DY>, x: Rows<X, DX>,
): ((part: number) => Rows<Y, DY>) => (part) => {
  const count = Math.min(size, rowCount(x) - part * size)
  const numbers = Array.from({ length: size }, (_, row) => row < count ? part * size + row : -1)
  const outputs = asRows<B, Y, DY>(output(rowsAt<B, X, DX>('predict', x, size, numbers)))
  return count === size ? outputs : rowsAt<number, Y, DY>('predict', outputs, count, Array.from({ length: count }, (_, row) => row))
}

/** The outputs for every row of `x`, of which there may be any number; see `evaluateOn`. */
export const predictOn = <
  P extends Trees, S extends Trees, B extends number, X extends Shape, Y extends Shape, DX extends DType, DY extends DType,
>(
  net: Net<P, S, Tensor<readonly [B, ...X], DX>, Tensor<readonly [B, ...Y], DY>>,
  predictor: Predictor<P, S, Tensor<readonly [B, ...X], DX>, Tensor<readonly [B, ...Y], DY>> = predict(net),
) => (weights: Weights<P, S>, x: Rows<X, DX>): Rows<Y, DY> => {
  const size: B = net.in[0]
  const outputs = outputsOf<B, X, Y, DX, DY>(size, (batch) => predictor(weights, batch), x)
  const [first, ...others] = Array.from({ length: Math.ceil(rowCount(x) / size) }, (_, part) => outputs(part))
  return first === undefined ? misuse('predictOn', 'there are no rows') : rowsUnder<Y, DY>('predictOn', first, others)
}

/**
 * What a metric says of a network on a whole dataset, as a function of the weights, as in use. The network has a fixed batch size; the
 * dataset may have any number of examples. The last batch is filled up with rows of zeros whose outputs are dropped: no
 * row's outputs depend on the others, so nothing depends on the batch size, to the bit.
 *
 * The outputs come from `predict(net)` on the eager f32 engine, or from a predictor that is given, such as a compiled one.
 */
export const evaluateOn = <
  P extends Trees, S extends Trees, B extends number, X extends Shape, Y extends Shape, T extends Shape,
  DX extends DType, DY extends DType, DT extends DType, Summary, Value,
>(
  net: Net<P, S, Tensor<readonly [B, ...X], DX>, Tensor<readonly [B, ...Y], DY>>,
  dataset: Dataset<X, T, DX, DT>,
  metric: Metric<NoInfer<Rows<Y, DY>>, NoInfer<Rows<T, DT>>, Summary, Value>,
  predictor: Predictor<P, S, Tensor<readonly [B, ...X], DX>, Tensor<readonly [B, ...Y], DY>> = predict(net),
) => (weights: Weights<P, S>): Value => {
  const size: B = net.in[0]
  const outputs = outputsOf<B, X, Y, DX, DY>(size, (batch) => predictor(weights, batch), dataset.x)
  return measure<Rows<Y, DY>, Rows<T, DT>, Summary, Value>(metric, lazily((part) => {
    const said = outputs(part)
    const numbers = Array.from({ length: rowCount(said) }, (_, row) => part * size + row)
    return [said, rowsAt<number, T, DT>('evaluateOn', dataset.labels, numbers.length, numbers)]
  }, 0, Math.ceil(countOf(dataset) / size)))
}
