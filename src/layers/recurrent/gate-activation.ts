import { misuse } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import type { Float, Shape } from '../../tensor.ts'

/**
 * How a gate opens: `sigmoid`, 1 / (1 + exp −x), or `tfjsHardSigmoid`, which tf.layers takes when nothing is said: 0.2 x + 0.5 kept
 * within [0, 1], whose slope is 0.2 from x = −2.5 to 2.5, both included, and 0 elsewhere.
 */
export type RecurrentActivation = 'sigmoid' | 'tfjsHardSigmoid'

/** A function of each element together with its slope there. */
export type Sloped = <S extends Shape>(x: Float<S>) => readonly [y: Float<S>, slope: Float<S>]

/** tanh x, and 1 − tanh² x. */
export const slopedTanh = (ops: Ops): Sloped => (x) => {
  const y = ops.tanh(x)
  return [y, ops.sub(ops.fill(y.shape, 1), ops.mul(y, y))]
}

const sigmoid = (ops: Ops): Sloped => (x) => {
  const y = ops.sigmoid(x)
  return [y, ops.mul(y, ops.sub(ops.fill(y.shape, 1), y))]
}

const hardSigmoid = (ops: Ops): Sloped => (x) => {
  const filled = (value: number) => ops.fill(x.shape, value)
  const line = ops.add(ops.scale(x, 0.2), filled(0.5))
  const inside = ops.and(ops.lessEqual(filled(0), line), ops.lessEqual(line, filled(1)))
  return [ops.minimum(ops.maximum(line, filled(0)), filled(1)), ops.select(inside, filled(0.2), filled(0))]
}

/** The gates of a layer. Throws `Misuse` for another name. */
export const gateOf = (kind: string, activation: RecurrentActivation): ((ops: Ops) => Sloped) => {
  switch (activation) {
    case 'sigmoid': return sigmoid
    case 'tfjsHardSigmoid': return hardSigmoid
    default: return misuse(kind, `"${String(activation)}" is not a recurrent activation: sigmoid or tfjsHardSigmoid`)
  }
}
