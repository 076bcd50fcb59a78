import { expect } from 'vitest'
import { gradientCheck, showGradientReport } from '../src/check/network-gradients.ts'
import type { GradientCheckOptions } from '../src/check/gradient-check.ts'
import type { Trees } from '../src/net.ts'
import type { Tensor, Tree } from '../src/tensor.ts'
import type { Batch } from '../src/train/state.ts'
import type { TrainStep } from '../src/train/step.ts'
import type { Weights } from '../src/train/evaluate.ts'
import type { SomeStep } from './case.ts'
import { type Agreement, agreement, type Outcome, requireStep } from './matchers/agreement.ts'

export type { Agreement, Asking, Start } from './matchers/agreement.ts'

/** How `gradientCheck` checks. */
export type NetworkCheckOptions = GradientCheckOptions & {
  /** which of the network's two graphs is checked: that in training (when left out), or that in use */
  readonly train?: boolean
}

/** What `toPassGradientCheck` takes: weights (a state has them) and a batch. */
export type GradientCheck<P extends Trees, S extends Trees, A extends Tensor, T extends Tensor> =
  { readonly state: Weights<P, S>; readonly batch: Batch<A, T> } & NetworkCheckOptions

/** What stands where a matcher would, when what is expected is no training step: a network, say, or a state. */
export interface TakesATrainingStep {
  readonly use: 'expect(step), where step = trainStep(net, loss, optimizer)'
}

declare module 'vitest' {
  interface Matchers<T> {
    /**
     * The step's loss, gradients, new weights, slots and state agree with TensorFlow.js, each element within its derived
     * bound: `await expect(step).toAgreeWithTensorFlow({ key: key(1), batch })`.
     *
     * Fails when they differ, with the worst element, its index and both values; and when TensorFlow.js is not available,
     * unless `allowMissing`.
     */
    toAgreeWithTensorFlow: [T] extends [TrainStep<infer P, infer S, infer A, Tensor, infer L, infer O>]
      ? (given: Agreement<P, S, A, L, O>) => Promise<void> : TakesATrainingStep
    /**
     * Every gradient of the step's network agrees with central differences in f64: `expect(step).toPassGradientCheck({ state,
     * batch })`. `train: false` checks the network as in use.
     */
    toPassGradientCheck: [T] extends [TrainStep<infer P, infer S, infer A, Tensor, infer L, infer _O>]
      ? (given: GradientCheck<P, S, A, L>) => void : TakesATrainingStep
  }
}

/** The matchers as functions, for an `expect` of one's own. Importing this module adds them to vitest's. */
export const matchers = {
  toAgreeWithTensorFlow: async (received: SomeStep, given: Agreement<Trees, Trees, Tensor, Tensor, Tree>): Promise<Outcome> => {
    requireStep(received, 'toAgreeWithTensorFlow')
    return agreement(received, given)
  },
  toPassGradientCheck: (received: SomeStep, { state, batch, ...options }: GradientCheck<Trees, Trees, Tensor, Tensor>): Outcome => {
    requireStep(received, 'toPassGradientCheck')
    const report = gradientCheck(received.net, received.loss, state, batch, options)
    return { pass: report.agreed, message: () => showGradientReport(report) }
  },
}

expect.extend(matchers)
