import { pipe } from '../../fp.ts'
import { identity, type Net, type Trees } from '../../net.ts'
import { withParams } from '../../stages.ts'
import type { FixedSize, Float, Tensor } from '../../tensor.ts'
import { type Dense, dense } from '../affine/dense.ts'
import type { ElementwiseStage } from '../activations/elementwise.ts'
import { geluTanh } from '../activations/gelu-tanh.ts'
import { residual } from '../combinators/residual.ts'
import type { Affine } from '../normalization/affine.ts'
import { layerNorm } from '../normalization/layer-norm.ts'
import { dropout as dropoutOf } from '../regularization/dropout.ts'
import { fixed } from '../../shape/fixed.ts'
import type { HeadsFit } from './heads.ts'
import { type MultiHeadAttention, selfAttention } from './multi-head-attention.ts'

/** The parameters of the two parts. */
export type TransformerBlock<E extends number, M extends number> = readonly [
  attention: readonly [norm: Affine<E>, attention: MultiHeadAttention<E, true>],
  mlp: readonly [norm: Affine<E>, first: Dense<E, M>, second: Dense<M, E>],
]

/** What a transformer block is told. */
export interface TransformerBlockSettings<H extends number, M extends number, R extends boolean> {
  /** how many; a divisor of the width */
  readonly heads: H & FixedSize<H>
  /** units between the two layers of the second part; four times the width is usual */
  readonly hidden: M & FixedSize<M>
  /** between those layers: `geluTanh` when left out, as in GPT-2; `gelu` is the form with erf */
  readonly activation?: ElementwiseStage
  /** whether a position sees only itself and those before it; false when left out */
  readonly causal?: boolean
  /** whether queries and keys are turned by their positions; false when left out */
  readonly rotary?: R
  /** the share of numbers that is dropped at the end of each part in training; 0 when left out */
  readonly dropout?: number
}

/**
 * A block of a transformer, normalized before each part: `h = x + attention(norm x)`, `y = h + mlp(norm h)` with
 * `mlp z = activation(z W₁ + b₁) W₂ + b₂`; `[N, T, E] → [N, T, E]`. Attention is `multiHeadAttention`, norm is `layerNorm` (ε 0.001), and each
 * part ends with `dropout`. Vaswani et al., "Attention is all you need", 2017; before each part: Xiong et al., "On layer normalization in the
 * transformer architecture", 2020, as in GPT-2.
 *
 * Back it is the way of its parts, each `residual`: `dh = dy + dmlp`, `dx = dh + dattention`.
 *
 * Throws `Misuse` for heads that do not divide the width, where the compiler could not see it, and for a rate outside of [0, 1).
 */
export const transformerBlock =
  <const H extends number, const M extends number, const R extends boolean = false>(
    { heads, hidden, activation = geluTanh, causal = false, rotary, dropout = 0 }: TransformerBlockSettings<H, M, R>,
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, T extends number, E extends number>(
    prev: Net<P, S, A, Float<readonly [N, T, E]>> & HeadsFit<E, H, R>,
  ): Net<readonly [...P, TransformerBlock<E, M>], S, A, Float<readonly [N, T, E]>> => {
    const [shape, e]: readonly [readonly [N, T, E], E] = [prev.out, prev.out[2]]
    const turned = rotary === true
    const inner = pipe(
      identity<Float<readonly [N, T, E]>>(shape, 'float'),
      residual((x) => pipe(x, layerNorm(), selfAttention<true>({ heads, causal, rotary: turned }), dropoutOf(dropout))),
      residual((h) => pipe(h, layerNorm(), dense<M>(fixed(hidden)), activation, dense<E>(fixed(e)), dropoutOf(dropout))),
    )
    return withParams<P, S, A, Float<readonly [N, T, E]>, Float<readonly [N, T, E]>, TransformerBlock<E, M>>(
      prev, shape,
      { kind: 'transformerBlock', settings: { heads, hidden, causal, rotary: turned, dropout }, inner: inner.stages },
      (ops, key) => inner.init(ops, key)[0],
      (ops, env) => {
        const f = inner.forward(ops, env)
        return (params, x) => {
          const [y, , back] = f(params, [[], []], x)
          return [ops.note('y', y, 'y = h + mlp(norm h), h = x + attention(norm x)'), (dy) => {
            const [dparams, dx] = back(dy)
            return [dparams, ops.note('dx', dx, 'dx = dh + dattention, dh = dy + dmlp')]
          }]
        }
      })
  }
