import { elementwise, type ElementwiseMap, type ElementwiseStage } from './elementwise.ts'
import type { Ops } from '../../ops.ts'
import { gated } from './gated.ts'
import { finite } from './settings.ts'

/** `y = x s` with `s = sigmoid(β x)`. `dx = dy (s + β x s (1 − s))`. */
const timesSigmoid = (beta: number) => (ops: Ops): ElementwiseMap => (x) => {
  const within = beta === 1 ? x : ops.scale(x, beta)
  const s = ops.sigmoid(within)
  return [
    ops.note('y', gated(ops, x, s), 'y = x / (1 + e^{-beta x})'),
    (dy) => {
      const change = gated(ops, within, ops.mul(s, ops.sub(ops.fill(x.shape, 1), s)))
      return ops.note('dx', ops.mul(dy, ops.add(s, change)), 'dx = dy (s + beta x s (1 - s)), s = sigmoid(beta x)')
    },
  ]
}

/**
 * `y = x / (1 + exp(−x))`. Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units", 2017; `swish` of Keras 2 and `tf.layers` with β = 1.
 *
 * `dx = dy (s + x s (1 − s))` with s = 1 / (1 + exp(−x)). Smooth everywhere; −∞ gives 0.
 */
export const silu = elementwise('silu', timesSigmoid(1))

/**
 * `y = x / (1 + exp(−β x))`. Ramachandran, Zoph and Le, "Searching for activation functions", 2017.
 *
 * β is 1 when left out, as in Keras and `tf.layers`; then it is `silu`. With β = 1.702 it approximates `gelu`.
 * `dx = dy (s + β x s (1 − s))` with s = 1 / (1 + exp(−β x)). Smooth everywhere; where s is 0, so is y, also at infinity.
 * A beta that is not finite is a misuse.
 */
export const swish = ({ beta = 1 }: { readonly beta?: number } = {}): ElementwiseStage => {
  const b = finite('swish', 'beta', beta)
  return elementwise('swish', timesSigmoid(b), { beta: b })
}
