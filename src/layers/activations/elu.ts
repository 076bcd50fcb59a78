import { elementwise, type ElementwiseStage } from './elementwise.ts'
import { finite } from './settings.ts'

/**
 * `y = x where x ≥ 0, else α (exp x − 1)`. Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by exponential linear
 * units", 2015.
 *
 * α is 1 when left out, as everywhere; TensorFlow.js has no other. exp x − 1 is taken as one function, so y keeps its digits near 0.
 *
 * `dx = dy where x ≥ 0, else dy α exp x`: the slope at 0 is 1, as in TensorFlow.js; in PyTorch and JAX it is α.
 * An alpha that is not finite is a misuse.
 */
export const elu = ({ alpha = 1 }: { readonly alpha?: number } = {}): ElementwiseStage => {
  const a = finite('elu', 'alpha', alpha)
  return elementwise('elu', (ops) => (x) => {
    const zero = ops.fill(x.shape, 0)
    const [negative, below] = [ops.less(x, zero), ops.minimum(x, zero)]
    return [
      ops.note('y', ops.select(negative, ops.scale(ops.expm1(below), a), x), 'y = x where x >= 0, else alpha (e^x - 1)'),
      (dy) => ops.note('dx', ops.select(negative, ops.mul(dy, ops.scale(ops.exp(below), a)), dy), 'dx = dy where x >= 0, else dy alpha e^x'),
    ]
  }, { alpha: a })
}
