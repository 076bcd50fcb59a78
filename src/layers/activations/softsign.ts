import { elementwise } from './elementwise.ts'

/** From here on |x| / (1 + |x|) is 1 in f32 and in f64. */
const FAR = 2 ** 60

/**
 * `y = x / (1 + |x|)`, ±1 at ±∞. Bergstra and others, "Quadratic polynomials learn better image features", 2009.
 *
 * `dx = dy / (1 + |x|)²`: the slope at 0 is 1, since the two sides meet there without a kink.
 */
export const softsign = elementwise('softsign', (ops) => (x) => {
  const [one, far] = [ops.fill(x.shape, 1), ops.fill(x.shape, FAR)]
  // Infinity by infinity would be NaN.
  const near = ops.maximum(ops.minimum(x, far), ops.neg(far))
  return [
    ops.note('y', ops.div(near, ops.add(one, ops.abs(near))), 'y = x / (1 + |x|)'),
    (dy) => {
      const root = ops.div(one, ops.add(one, ops.abs(x)))
      return ops.note('dx', ops.mul(dy, ops.mul(root, root)), 'dx = dy / (1 + |x|)^2')
    },
  ]
})
