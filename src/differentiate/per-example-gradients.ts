import type { Loss } from '../losses/loss.ts'
import { misuse } from '../misuse.ts'
import type { Net, Trees } from '../net.ts'
import type { Ops } from '../ops.ts'
import type { FixedSize, Float, Key, Tensor, Tree } from '../tensor.ts'
import type { Weights } from '../train/evaluate.ts'
import { differentiate } from '../train/gradients.ts'
import * as tree from '../tree.ts'
import type { Stacked, StackedTensor } from './stacked.ts'

/** N examples: inputs and labels of a network on one example, stacked. */
export type Examples<N extends number, A extends Tensor, T extends Tensor> = {
  readonly x: StackedTensor<N, A>
  readonly labels: StackedTensor<N, T>
}

/** The loss of each example, and its gradient by the parameters. */
export type PerExample<N extends number, P> = {
  readonly losses: Float<readonly [N]>
  readonly gradients: Stacked<N, P>
}

/**
 * The gradient of each of N examples by itself, stacked: leaf by leaf the parameters' shape behind an axis of N. The network is one
 * on a single example, its input without the batch: `input([64])` for rows of 64. `examples` is N, literal as every size, so that the
 * result compiles. One `scan` over the examples: what is compiled is as long for a thousand of them as for two.
 *
 * Each example goes through the network's and the loss's own way back, as a batch of its own: a loss that is a mean over the
 * batch gives `losses` whose mean is the batch's loss, and `gradients` whose mean is the batch's gradient. Example i draws from
 * `foldIn(key, i)`. A network that needs a batch's axis, such as
 * one of convolutions, takes `[1, …]`; one that normalises over the batch has no gradient of an example by itself. Every example sees the same state, and what state it leaves is dropped. `train` (true when left
 * out) chooses which of the network's two graphs is meant.
 *
 * What it is for: clipping each example's gradient, as private training needs (Abadi et al., "Deep learning with differential
 * privacy", 2016, Algorithm 1), influence of examples, gradient noise.
 */
export const perExampleGradients =
  <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, const N extends number>(
    net: Net<P, S, A, B>, loss: Loss<B, T>, examples: N & FixedSize<N>, { train = true }: { readonly train?: boolean } = {},
  ) =>
  (ops: Ops) => ({ params, state }: Weights<P, S>, { x, labels }: Examples<N, A, T>, key: Key): PerExample<N, P> => {
    const size: N = examples
    const [, [losses, ...gradients]] = ops.scan(size, [], [x, labels, ops.iota([size], 0)], (_carry, [one, label, i]) => {
      const env = { key: ops.foldIn(key, i as Tensor), train }
      const passed = differentiate(net, loss)(ops, env)(params, state, { x: one as Tensor as A, labels: label as Tensor as T })
      return [[], [passed.loss, ...tree.byPath(passed.gradients).map(({ tensor }) => tensor)]]
    })
    const found = new Map(tree.byPath(params).map(({ path }, i) => [path, gradients[i]]))
    const stacked: Tree = tree.mapTensors((p, path) => found.get(path) ?? p, params)
    return { losses: losses ?? misuse('perExampleGradients', 'no losses'), gradients: stacked as object as Stacked<N, P> }
  }
