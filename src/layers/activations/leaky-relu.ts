import { elementwise, type ElementwiseStage } from './elementwise.ts'
import { finite } from './settings.ts'

/**
 * `y = x where x > 0, else a x`, with a = `slope`. Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models", 2013.
 *
 * a is 0.01 when left out, as in PyTorch and JAX. Keras and `tf.layers.leakyReLU` have 0.3, `tf.leakyRelu` has 0.2.
 *
 * `dx = dy where x > 0, else a dy`: the slope at 0 is a, as in TensorFlow.js and PyTorch; in JAX it is 1. With a = 0, y is NaN at −∞.
 * A slope that is not finite is a misuse.
 */
export const leakyRelu = ({ slope = 0.01 }: { readonly slope?: number } = {}): ElementwiseStage => {
  const a = finite('leakyRelu', 'slope', slope)
  return elementwise('leakyRelu', (ops) => (x) => {
    const positive = ops.less(ops.fill(x.shape, 0), x)
    return [
      ops.note('y', ops.select(positive, x, ops.scale(x, a)), 'y = x where x > 0, else a x'),
      (dy) => ops.note('dx', ops.select(positive, dy, ops.scale(dy, a)), 'dx = dy where x > 0, else a dy'),
    ]
  }, { slope: a })
}
