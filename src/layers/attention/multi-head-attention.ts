import { requireThat } from '../../misuse.ts'
import { type Env, identity, type Net, type Trees } from '../../net.ts'
import { multiply, type Multiply } from '../../shape/digits.ts'
import { sameShape, showShape } from '../../shape/size.ts'
import { map, withParams } from '../../stages.ts'
import type { FixedSize, Float, Mask, Shape, Tensor } from '../../tensor.ts'
import { type Dense, dense } from '../affine/dense.ts'
import { type Linear, linear } from '../affine/linear.ts'
import { fixed } from '../../shape/fixed.ts'
import { type HeadsFit, headsOf, requireHeads } from './heads.ts'
import { rotary as rotaryOf } from './rotary.ts'
import { scaledDotProductAttention } from './scaled-dot-product-attention.ts'

/** A product with a matrix, with or without a bias. */
type Projection<I extends number, O extends number, Bias extends boolean> = Bias extends false ? Linear<I, O> : Dense<I, O>

export type MultiHeadAttention<E extends number, Bias extends boolean> = {
  /** queries, keys and values behind one another, head by head in each */
  readonly qkv: Projection<E, Multiply<E, 3>, Bias>
  readonly out: Projection<E, E, Bias>
}

/** What multi-head attention is told. */
export interface MultiHeadAttentionSettings<H extends number, R extends boolean, Bias extends boolean> {
  /** how many; a divisor of the width */
  readonly heads: H
  /** whether a position sees only itself and those before it; false when left out */
  readonly causal?: boolean
  /** whether queries and keys are turned by their positions; false when left out */
  readonly rotary?: R
  /** whether the products have biases; true when left out */
  readonly bias?: Bias
}

/**
 * Self-attention: each position takes from all positions what its heads ask for, `[N, T, E] → [N, T, E]`.
 * `(q, k, v) = x Wqkv + bqkv`, each cut along its width into heads of `D = E / heads`; `y = join(softmax(q kᵀ / √D) v) Wout + bout`.
 * Vaswani et al., "Attention is all you need", 2017, section 3.2.2. Rotary positions: see `rotary`.
 *
 * Positions that `env.mask` does not count have weight 0 as keys. Matrices are Glorot uniform as wholes (as PyTorch's `in_proj_weight`),
 * biases 0. Back it is the way of its parts: `dense`, `scaledDotProductAttention`, `dense`.
 *
 * Throws `Misuse` for heads that do not divide the width, where the compiler could not see it, and for a mask of other positions.
 */
export const multiHeadAttention =
  <const H extends number, const R extends boolean = false, const Bias extends boolean = true>(settings: MultiHeadAttentionSettings<H & FixedSize<H>, R, Bias>) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, T extends number, E extends number>(
    prev: Net<P, S, A, Float<readonly [N, T, E]>> & HeadsFit<E, H, R>,
  ): Net<readonly [...P, MultiHeadAttention<E, Bias>], S, A, Float<readonly [N, T, E]>> => selfAttention<Bias>(settings)(prev)

/** The same, without the compiler's word on the number of heads. */
export const selfAttention =
  <Bias extends boolean>({ heads, causal = false, rotary, bias }: MultiHeadAttentionSettings<number, boolean, Bias>) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, T extends number, E extends number>(
    prev: Net<P, S, A, Float<readonly [N, T, E]>>,
  ): Net<readonly [...P, MultiHeadAttention<E, Bias>], S, A, Float<readonly [N, T, E]>> => {
    const [shape, e]: readonly [readonly [N, T, E], E] = [prev.out, prev.out[2]]
    const settings = { heads, causal, rotary: rotary === true, bias: bias !== false }
    requireHeads('multiHeadAttention', e, heads, settings.rotary)
    const project = projection<Bias>(settings.bias)
    const inner = project(e)(attention(shape, settings)(project(multiply(e, 3))(identity<Float<readonly [N, T, E]>>(shape, 'float'))))
    return withParams<P, S, A, Float<readonly [N, T, E]>, Float<readonly [N, T, E]>, MultiHeadAttention<E, Bias>>(
      prev, shape, { kind: 'multiHeadAttention', settings },
      (ops, key) => {
        const [[qkv, out]] = inner.init(ops, key)
        return { qkv, out }
      },
      (ops, env) => {
        const f = inner.forward(ops, env)
        return ({ qkv, out }, x) => {
          const [y, , back] = f([qkv, out], [], x)
          return [ops.note('y', y, 'y = join(softmax(q k^T / sqrt D) v) wOut, q, k and v cut from x wQkv'), (dy) => {
            const [[dqkv, dout], dx] = back(dy)
            return [{ qkv: dqkv, out: dout }, ops.note('dx', dx, 'dx = join(dq, dk, dv) wQkv^T')]
          }]
        }
      })
  }

/** What happens between the two products. */
const attention = <N extends number, T extends number, E extends number>(
  shape: readonly [N, T, E], { heads, causal, rotary }: { readonly heads: number; readonly causal: boolean; readonly rotary: boolean },
) => {
  const turned = rotary ? rotaryOf(shape[1], shape[2] / heads) : undefined
  return <P extends Trees, A extends Tensor>(
    prev: Net<P, readonly [], A, Float<readonly [N, T, Multiply<E, 3>]>>,
  ): Net<P, readonly [], A, Float<readonly [N, T, E]>> =>
    map<P, readonly [], A, Float<readonly [N, T, Multiply<E, 3>]>, Float<readonly [N, T, E]>>(
      prev, shape, { kind: 'attention' }, (ops, env) => {
        const { cut, cutBack, join, joinBack } = headsOf(ops, shape, prev.out, heads)
        const turn = turned?.(ops) ?? ((x) => [x, (dy) => dy])
        const mask = maskOf(env, shape)
        return (x) => {
          const [q, k, v] = cut(x)
          const [[turnedQ, backQ], [turnedK, backK]] = [turn(q), turn(k)]
          const [y, back] = scaledDotProductAttention(ops, turnedQ, turnedK, v, { causal, mask })
          return [join(y), (dOutput) => {
            const [dq, dk, dv] = back(joinBack(dOutput))
            return cutBack([backQ(dq), backK(dk), dv])
          }]
        }
      })
}

/** The positions that count, which are to be those of these sequences. */
const maskOf = <N extends number, T extends number>({ mask }: Env, [n, t]: readonly [N, T, number]): Mask<readonly [N, T]> | undefined => {
  if (mask === undefined) return undefined
  requireThat(sameShape(mask.shape, [n, t]), 'attention', () => `a mask ${showShape(mask.shape)} came to positions ${showShape([n, t])}`)
  return mask as Tensor
}

/** `dense` or `linear`, whichever the settings ask for. */
const projection = <Bias extends boolean>(bias: boolean) => <O extends number>(units: O) =>
  <P extends Trees, S extends Trees, A extends Tensor, B extends Shape, I extends number>(
    prev: Net<P, S, A, Float<readonly [...B, I]>>,
  ): Net<readonly [...P, Projection<I, O, Bias>], S, A, Float<readonly [...B, O]>> => {
    const grown: object = bias ? dense<O>(fixed(units))(prev) : linear<O>(fixed(units))(prev)
    return grown as Net<readonly [...P, Projection<I, O, Bias>], S, A, Float<readonly [...B, O]>>
  }
