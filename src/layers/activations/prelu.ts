import type { Net, Trees } from '../../net.ts'
import { withParams } from '../../stages.ts'
import { fromMatrix, lastOf, leadingOf, toMatrix } from '../../shape/matrix.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import { finite } from './settings.ts'

export type Prelu<M extends number> = { readonly slope: Float<readonly [M]> }

/**
 * `leakyRelu` that learns its slopes, one for each column of the last axis: `y = x where x > 0, else a x`, `[..., M] → [..., M]`.
 * He and others, "Delving deep into rectifiers", 2015.
 *
 * Every slope begins as `init`, 0.25 when left out, as in the paper, in PyTorch and in Flax. Keras and `tf.layers.prelu` begin with 0 and have
 * a slope for every element of a row unless told otherwise (`sharedAxes`).
 *
 * `dx = dy where x > 0, else a dy`, `da = Σ x dy where x ≤ 0` over all leading axes. At 0 the slope to x is a and that to a is 0, as in
 * TensorFlow.js and PyTorch. An `init` that is not finite is a misuse.
 */
export const prelu =
  ({ init = 0.25 }: { readonly init?: number } = {}) => {
    const first = finite('prelu', 'init', init)
    return <P extends Trees, S extends Trees, A extends Tensor, B extends Shape, M extends number>(
      prev: Net<P, S, A, Float<readonly [...B, M]>>,
    ): Net<readonly [...P, Prelu<M>], S, A, Float<readonly [...B, M]>> => {
      const [leading, m]: [B, M] = [leadingOf<B>(prev.out), lastOf<M>(prev.out)]
      return withParams<P, S, A, Float<readonly [...B, M]>, Float<readonly [...B, M]>, Prelu<M>>(
        prev, prev.out, { kind: 'prelu', settings: { init: first } },
        (ops) => ({ slope: ops.fill([m], first) }),
        (ops) => ({ slope }, input) => {
          const x = toMatrix<B, M>(ops, input)
          const [zero, a] = [ops.fill(x.shape, 0), ops.broadcast(slope, x.shape, [0])]
          const positive = ops.less(zero, x)
          return [
            ops.note('y', fromMatrix(ops, ops.select(positive, x, ops.mul(a, x)), leading), 'y = x where x > 0, else a x'),
            (dOutput) => {
              const dy = toMatrix<B, M>(ops, dOutput)
              const below = ops.select(positive, zero, ops.mul(x, dy))
              return [
                { slope: ops.note('dslope', ops.sum(below, [0]), 'da = sum x dy where x <= 0') },
                ops.note('dx', fromMatrix(ops, ops.select(positive, dy, ops.mul(a, dy)), leading), 'dx = dy where x > 0, else a dy'),
              ]
            },
          ]
        })
    }
  }
