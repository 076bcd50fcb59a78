import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import { normal } from '../random/normal.ts'
import { lastOf } from '../shape/matrix.ts'
import { showShape, sizeOf } from '../shape/size.ts'
import type { Float, Shape } from '../tensor.ts'
import type { Initializer } from './initializer.ts'

type Matrix = Float<readonly [number, number]>

/** `x` without what of it lies along the rows of q: `x − (x qᵀ) q`. */
const away = (ops: Ops, x: Matrix, q: Matrix): Matrix => ops.sub(x, ops.matmul(ops.matmulNT(x, q), q))

/** x / ‖x‖ */
const unit = (ops: Ops, x: Matrix): Matrix => ops.div(x, ops.spread(ops.sqrt(ops.sumAll(ops.mul(x, x))), x.shape))

/**
 * The rows of a matrix made orthonormal by Gram and Schmidt, one after another. Each is taken away from those before it twice, after which what is
 * left along them is rounding (Giraud, Langou and Rozložník, "The loss of orthogonality in the Gram-Schmidt orthogonalization process", 2005).
 */
const orthonormalRows = (ops: Ops, a: Matrix): Matrix => {
  const [rows, columns] = a.shape
  const one: readonly [number, number] = [1, columns]
  const row = (i: number): Matrix => ops.slice(a, { start: [i, 0] }, one)
  return Array.from({ length: rows - 1 }, (_, i) => i + 1).reduce<Matrix>(
    (q, i) => ops.concat([q, unit(ops, away(ops, away(ops, row(i), q), q))], 0, [i + 1, columns]),
    unit(ops, row(0)))
}

/**
 * A random orthogonal matrix times `gain` (Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural
 * networks", 2014). All axes but the last are laid under one another as rows; where there are more rows than columns, the columns are orthonormal,
 * else the rows. The same matrix as `jax.nn.initializers.orthogonal`, but for rounding: the Q of a normal matrix' QR decomposition with positive
 * diagonal, which is uniform over all orthogonal matrices.
 *
 * Throws `Misuse` for a gain that is not finite, and for a shape of fewer than two axes.
 */
export const orthogonal = ({ gain = 1 }: { readonly gain?: number } = {}): Initializer => {
  requireThat(Number.isFinite(Math.fround(gain)), 'orthogonal', () => `gain ${gain} is not a finite number`)
  return (ops, key, shape) => {
    requireThat(shape.length >= 2, 'orthogonal', () => `${showShape(shape)} has fewer than two axes`)
    const [rows, columns] = [sizeOf(shape.slice(0, -1)), lastOf(shape as Shape as readonly [number])]
    const [short, long] = [Math.min(rows, columns), Math.max(rows, columns)]
    // Drawn upright, as JAX does, so that the same key gives the same matrix.
    const q = orthonormalRows(ops, ops.transpose(normal(ops, key, [long, short]), [1, 0]))
    return ops.reshape(ops.scale(rows >= columns ? ops.transpose(q, [1, 0]) : q, gain), shape)
  }
}
