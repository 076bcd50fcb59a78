import { requireThat } from '../../misuse.ts'
import { normal } from '../../random/normal.ts'
import { noise } from './noise.ts'

/**
 * In training `y = x + σ n` with n standard normal, a fresh one for each element, drawn from the key of the stage's place. In
 * inference `y = x`.
 *
 * `dx = dy`.
 *
 * Throws `Misuse` for a standard deviation that is not a finite number from 0 upward. As `GaussianNoise` of Keras.
 */
export const gaussianNoise = (standardDeviation: number) => {
  requireThat(Number.isFinite(standardDeviation) && standardDeviation >= 0, 'gaussianNoise', () =>
    `standard deviation ${standardDeviation} is not a finite number from 0 upward`)
  return noise('gaussianNoise', { standardDeviation }, (ops, { key }) => (x) => [
    ops.note('y', ops.add(x, ops.scale(normal(ops, key, x.shape), standardDeviation)), 'y = x + sigma n'),
    (dy) => ops.note('dx', dy, 'dx = dy'),
  ])
}
