import { elementwise } from './elementwise.ts'
import { gated } from './gated.ts'
import { normalDensity, normalShare } from './normal-distribution.ts'

/**
 * `y = x Φ(x)` with Φ(x) = ½ (1 + erf(x / √2)), the share of a standard normal distribution that lies below x.
 * Hendrycks and Gimpel, "Gaussian error linear units", 2016. It is the default of PyTorch and Keras and the `gelu` of `tf.layers`; for JAX's default
 * see `geluTanh`.
 *
 * Far to the left, where 1 + erf loses its digits (PyTorch and TensorFlow.js give 0 from −5.5 on in f32), Φ is taken from a series of its own, see
 * `normal-distribution.ts`; `geluTanh` costs about a fourth.
 *
 * `dx = dy (Φ(x) + x φ(x))` with φ(x) = exp(−x² / 2) / √2π. Smooth everywhere; −∞ gives 0.
 */
export const gelu = elementwise('gelu', (ops) => (x) => {
  const density = normalDensity(ops, x)
  const share = normalShare(ops, x, density)
  return [
    ops.note('y', gated(ops, x, share), 'y = x (1 + erf(x / sqrt 2)) / 2'),
    (dy) => ops.note('dx', ops.mul(dy, ops.add(share, gated(ops, x, density))), 'dx = dy (Phi(x) + x e^{-x^2 / 2} / sqrt(2 pi))'),
  ]
})
