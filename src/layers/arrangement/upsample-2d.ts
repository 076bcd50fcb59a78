import { requireThat } from '../../misuse.ts'
import type { Net, Trees, Vjp } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { multiply, type Multiply } from '../../shape/digits.ts'
import { map } from '../../stages.ts'
import type { Float, Tensor } from '../../tensor.ts'

type Image<N extends number, H extends number, W extends number, C extends number> = readonly [N, H, W, C]

export interface Upsampling<V extends number, Z extends number> {
  /** how many times as high and as wide the image becomes */
  readonly size: readonly [vertical: V, horizontal: Z]
  /** `nearest` when left out */
  readonly method?: 'nearest' | 'bilinear'
}

/**
 * Larger images: `[N, H, W, C] → [N, v H, z W, C]`. `nearest` repeats each pixel v times downward and z times to the right. `bilinear` draws
 * straight lines between the centers of the pixels, and goes on level outside of the outermost: row r of y stands at
 * `(r + ½) / v − ½`, kept within 0 and H − 1, between two rows of x, and so do columns. That is TensorFlow's ResizeBilinear with half pixel
 * centers, as `UpSampling2D` of Keras has it since TensorFlow 2 and PyTorch with `align_corners=False`; that of TensorFlow.js counts from the
 * pixels' corners.
 *
 * `nearest`: `dx = Σ dy` over the copies. `bilinear`: `y = A x Bᵀ` for each channel, so `dx = Aᵀ dy B`.
 *
 * Bilinear is a product with a matrix of shares, so a pixel that is not finite makes its whole row and column NaN.
 *
 * Throws `Misuse` for a size that is not a whole number from 1 upward.
 */
export const upsample2d =
  <const V extends number, const Z extends number>({ size, method = 'nearest' }: Upsampling<V, Z>) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, H extends number, W extends number, C extends number>(
    prev: Net<P, S, A, Float<Image<N, H, W, C>>>,
  ): Net<P, S, A, Float<readonly [N, Multiply<H, V>, Multiply<W, Z>, C]>> => {
    requireThat(Array.isArray(size) && size.every((times) => Number.isSafeInteger(times) && times > 0), 'upsample2d', () =>
      `${[size].flat().join(' and ')} times are not whole numbers from 1 upward`)
    requireThat(['nearest', 'bilinear'].includes(method), 'upsample2d', () => `method "${method}" is neither nearest nor bilinear`)
    const [[v, z], [n, h, w, c]] = [size, prev.out]
    const out: Image<N, Multiply<H, V>, Multiply<W, Z>, C> = [n, multiply(h, v), multiply(w, z), c]
    return map<P, S, A, Float<Image<N, H, W, C>>, Float<typeof out>>(
      prev, out, { kind: 'upsample2d', settings: { vertical: v, horizontal: z, method } },
      (ops) => method === 'nearest' ? repeated(ops, prev.out, size, out) : interpolated(ops, prev.out, out))
  }

const repeated = <N extends number, H extends number, W extends number, C extends number, HV extends number, WZ extends number>(
  ops: Ops, from: Image<N, H, W, C>, [v, z]: readonly [number, number], to: Image<N, HV, WZ, C>,
): Vjp<Float<Image<N, H, W, C>>, Float<Image<N, HV, WZ, C>>> => {
  const [n, h, w, c] = from
  const copies: readonly [N, H, number, W, number, C] = [n, h, v, w, z, c]
  return (x) => [
    ops.note('y', ops.reshape(ops.broadcast(x, copies, [2, 4]), to), 'y = x, each pixel repeated'),
    (dy) => ops.note('dx', ops.sum(ops.reshape(dy, copies), [2, 4]), 'dx = sum of dy over the copies'),
  ]
}

const interpolated = <N extends number, H extends number, W extends number, C extends number, HV extends number, WZ extends number>(
  ops: Ops, [n, h, w, c]: Image<N, H, W, C>, [, hv, wz]: Image<N, HV, WZ, C>,
): Vjp<Float<Image<N, H, W, C>>, Float<Image<N, HV, WZ, C>>> => {
  const [rows, columns] = [weights(ops, hv, h), weights(ops, wz, w)]
  return (x) => {
    // Rows stand in front for one product, then columns for the other.
    const high = ops.matmul(rows, flat(ops, ops.transpose(x, [1, 2, 0, 3])))
    const turned = ops.transpose(ops.reshape(high, [hv, w, n, c]), [1, 0, 2, 3])
    const wide = ops.reshape(ops.matmul(columns, flat(ops, turned)), [wz, hv, n, c])
    return [ops.note('y', ops.transpose(wide, [2, 1, 0, 3]), 'y = A x B^T'), (dy) => {
      const narrow = ops.matmulTN(columns, flat(ops, ops.transpose(dy, [2, 1, 0, 3])))
      const back = ops.transpose(ops.reshape(narrow, [w, hv, n, c]), [1, 0, 2, 3])
      const low = ops.reshape(ops.matmulTN(rows, flat(ops, back)), [h, w, n, c])
      return ops.note('dx', ops.transpose(low, [2, 0, 1, 3]), 'dx = A^T dy B')
    }]
  }
}

declare const others: unique symbol

/** How many numbers a row or a column has, as a name for the compiler. */
type Others<B extends number, C extends number, D extends number> = number & { readonly [others]: (sizes: readonly [B, C, D]) => readonly [B, C, D] }

const flat = <A extends number, B extends number, C extends number, D extends number>(
  ops: Ops, x: Float<readonly [A, B, C, D]>,
): Float<readonly [A, Others<B, C, D>]> => {
  const [a, b, c, d] = x.shape
  return ops.reshape(x, [a, b * c * d as Others<B, C, D>])
}

/** How much of each of `from` pixels goes into each of `to`: `max(0, 1 − |p − i|)` with p the place of the new one. */
const weights = <To extends number, From extends number>(ops: Ops, to: To, from: From): Float<readonly [To, From]> => {
  const filled = (value: number) => ops.fill([to, from], value)
  const along = (axis: number) => ops.cast(ops.iota([to, from], axis), 'float')
  const center = ops.sub(ops.div(ops.add(along(0), filled(0.5)), filled(to / from)), filled(0.5))
  const place = ops.minimum(ops.maximum(center, filled(0)), filled(from - 1))
  return ops.maximum(filled(0), ops.sub(filled(1), ops.abs(ops.sub(place, along(1)))))
}
