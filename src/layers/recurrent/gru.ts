import { multiply } from '../../shape/digits.ts'
import type { FixedSize, Float } from '../../tensor.ts'
import { gateOf, type RecurrentActivation } from './gate-activation.ts'
import type { AllGates } from './gates.ts'
import { resetAfter as after } from './gru-reset-after.ts'
import { resetBefore as ahead } from './gru-reset-before.ts'
import {
  type Carried, type RecurrentLayer, recurrentStage, type RecurrentStage, statefulRecurrentStage, type StatefulRecurrentStage,
} from './recurrent-stage.ts'
import { completed, firstWeights, type RecurrentSettings } from './settings.ts'

export type { GruResetAfter } from './gru-reset-after.ts'
export type { GruResetBefore } from './gru-reset-before.ts'

type Biases<U extends number> = Float<readonly [AllGates<3, U>]>
type BiasPairs<U extends number> = Float<readonly [2, AllGates<3, U>]>

/** What is carried from step to step: the output. */
export type GruState<N extends number, U extends number> = Carried<'h', N, U>

/** What a GRU may be told. */
export interface GruSettings extends RecurrentSettings {
  /** how z and r open: sigmoid when left out */
  readonly recurrentActivation?: RecurrentActivation
  /** whether r is applied after the product with u, which then has biases of its own; true when left out */
  readonly resetAfter?: boolean
}

/** Settings of one form, and of a layer that begins each batch anew or does not. */
type Form<ResetAfter, Stateful> = GruSettings & ResetAfter & Stateful
type After = { readonly resetAfter?: true }
type Before = { readonly resetAfter: false }
type Anew = { readonly stateful?: false }
type GoingOn = { readonly stateful: true }

/**
 * A gated recurrent unit along the second axis, `[N, T, I] → [N, T, U]`, from h = 0:
 *
 * `z, r = σ(x w + h u + b)`; `h' = z h + (1 − z) g`, `y[t] = h'`, where with `resetAfter` (when left out, as Keras and PyTorch)
 * `g = tanh(x w + b₀ + r (h u + b₁))`, and without (as tf.layers and the paper) `g = tanh(x w + (r h) u + b)`. Each has its own columns of
 * w, u and b, in the order z, r, g. With `resetAfter`, `b` is `[2, 3 U]`: the first row is added to x w, the second to h u.
 *
 * Back, from the last step: da of a gate is its slope times `dh' (h − g)` for z, `dh' (1 − z)` for g, and for r `da_g (h u + b₁)`, or
 * `(da_g uᵀ) h`; `dh = dh' z + Σ da uᵀ`, where what reaches u from g is times r. Over all steps together `dw = xᵀ da`, `du = hᵀ da`,
 * `db = Σ da`, `dx = da wᵀ`.
 *
 * Defaults are those of Keras; tf.layers opens its gates by `tfjsHardSigmoid`. A step that `env.mask` does not count carries h on. With
 * `stateful`, h stays in the network's state from batch to batch, and gradients are cut there (truncated backpropagation). Throws
 * `Misuse` for a mask of another shape than `[N, T]`, and for a recurrent activation of another name.
 *
 * Cho et al., "Learning phrase representations using RNN encoder-decoder", 2014; Keras and TensorFlow.js, `GRUCell`.
 */
export function gru<const U extends number>(units: U & FixedSize<U>, settings?: Form<After, Anew>): RecurrentStage<3, U, BiasPairs<U>>
export function gru<const U extends number>(units: U & FixedSize<U>, settings: Form<Before, Anew>): RecurrentStage<3, U, Biases<U>>
export function gru<const U extends number>(units: U & FixedSize<U>, settings: Form<After, GoingOn>): StatefulRecurrentStage<3, U, BiasPairs<U>, 'h'>
export function gru<const U extends number>(units: U & FixedSize<U>, settings: Form<Before, GoingOn>): StatefulRecurrentStage<3, U, Biases<U>, 'h'>
export function gru<const U extends number>(units: U & FixedSize<U>, settings: GruSettings = {}) {
  const { recurrentActivation = 'sigmoid', resetAfter = true, ...shared } = completed(settings)
  const [u, gate, all] = [units as U, gateOf('gru', recurrentActivation), multiply<3, U>(3, units)]
  const common = { kind: 'gru', settings: { units: u, recurrentActivation, resetAfter }, units: u, carries: ['h'] } as const
  if (resetAfter) {
    const layer: RecurrentLayer<3, U, BiasPairs<U>, 'h'> = {
      ...common,
      init: (i) => (ops, key) => ({ ...firstWeights(shared, 3, u)(ops, key, i), b: shared.bias(ops, ops.foldIn(key, 2), [2, all]) }),
      along: after(u, gate),
    }
    return shared.stateful ? statefulRecurrentStage(layer, shared.reverse) : recurrentStage(layer, shared.reverse)
  }
  const layer: RecurrentLayer<3, U, Biases<U>, 'h'> = {
    ...common,
    init: (i) => (ops, key) => ({ ...firstWeights(shared, 3, u)(ops, key, i), b: shared.bias(ops, ops.foldIn(key, 2), [all]) }),
    along: ahead(u, gate),
  }
  return shared.stateful ? statefulRecurrentStage(layer, shared.reverse) : recurrentStage(layer, shared.reverse)
}
