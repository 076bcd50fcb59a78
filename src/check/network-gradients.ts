import { f64 } from '../engines/eager/index.ts'
import type { Loss } from '../losses/loss.ts'
import { showShape } from '../shape/size.ts'
import type { Net, Trees } from '../net.ts'
import { key } from '../random/key.ts'
import { showNumber } from '../tensor/show.ts'
import { toPrecision } from '../tensor/precision.ts'
import type { Tensor } from '../tensor.ts'
import { differentiate } from '../train/gradients.ts'
import type { Batch } from '../train/state.ts'
import type { Weights } from '../train/evaluate.ts'
import { checkGradient, type CheckedSlope, type GradientCheckOptions, type GradientReport } from './gradient-check.ts'

/**
 * Checks every gradient of a network under a loss, of the parameters and of the input, against central differences in
 * f64. `train` (true when left out) chooses which of the network's two graphs is checked; its randomness is held still.
 */
export const gradientCheck = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor>(
  net: Net<P, S, A, B>, loss: Loss<B, T>, weights: Weights<P, S>, batch: Batch<A, T>,
  options: GradientCheckOptions & { readonly train?: boolean } = {},
): GradientReport => {
  const { params, state } = toPrecision('f64')({ params: weights.params, state: weights.state })
  const { x, labels } = toPrecision('f64')({ x: batch.x, labels: batch.labels })
  const derivative = differentiate(net, loss)
  const env = { key: options.key ?? key(0), train: options.train ?? true }
  const { gradients, dx } = derivative(f64, env)(params, state, { x, labels })
  return checkGradient(
    (ops, at: { readonly params: P; readonly x: A }) => derivative(ops, env)(at.params, state, { x: at.x, labels }).loss,
    { params, x }, { params: gradients, x: claimedOf(x, dx) }, options)
}

/** The claim about the input; whole numbers have no cotangent and are not checked, so they stand for themselves. */
const claimedOf = <A extends Tensor>(x: A, dx: Tensor | null): A => (dx ?? x) as A

/** `params.0.w[1, 2]: the backward pass gives 0.5, central differences 0.25 ± 3e-11` */
const showSlope = ({ path, index, claimed, numeric, bound }: CheckedSlope): string =>
  `${path}${index.length === 0 ? '' : showShape(index)}: the backward pass gives ${showNumber(claimed, 12)}, ` +
  `central differences ${showNumber(numeric, 12)} ± ${showNumber(bound, 2)}`

/** A report in words: the worst first, and kinks said aloud. */
export const showGradientReport = ({ mode, slopes, differing, kinks }: GradientReport): string => {
  const worst = [...differing].sort((a, b) => Math.abs(b.claimed - b.numeric) / b.bound - Math.abs(a.claimed - a.numeric) / a.bound)
  return [
    differing.length === 0
      ? `${slopes.length - kinks.length} of ${slopes.length} slopes agree (${mode})`
      : `${differing.length} of ${slopes.length} slopes differ (${mode})`,
    ...worst.slice(0, 8).map((slope) => `  ${showSlope(slope)}`),
    ...(worst.length > 8 ? [`  … and ${worst.length - 8} more`] : []),
    ...(kinks.length === 0 ? [] : [
      `${kinks.length} at a kink, where there is no single slope: not checked`,
      ...kinks.slice(0, 4).map((slope) => `  ${showSlope(slope)}`),
    ]),
  ].join('\n')
}

/** A backward pass does not match its forward pass. The message names each place and both values. */
export class GradientMismatch extends Error {
  readonly #report: GradientReport
  constructor(report: GradientReport) {
    super(showGradientReport(report))
    this.name = 'GradientMismatch'
    this.#report = report
  }

  /** every slope that was checked */
  get report(): GradientReport {
    return this.#report
  }
}

/**
 * `gradientCheck` as an assertion: throws `GradientMismatch` when anything differs or nothing could be checked, and returns
 * the report otherwise. Components at a kink do not fail; the report lists them.
 */
export const assertGradients: typeof gradientCheck = (net, loss, weights, batch, options) => {
  const report = gradientCheck(net, loss, weights, batch, options)
  if (!report.agreed) throw new GradientMismatch(report)
  return report
}
