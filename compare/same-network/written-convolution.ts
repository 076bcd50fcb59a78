import type { Tensor as Inner } from '@tensorflow/tfjs'
import type { Stage } from '../../src/net.ts'
import type { Padding } from '../../src/shape/placement.ts'
import type { Tf } from '../tensorflow/index.ts'
import { pad as spreadApart, slice } from '../tensorflow-ops/windows.ts'

/** Convolutions in core functions, where `tf.layers` has none: with groups, and with dilation or on wasm, where theirs have no gradient. */

/** Two numbers: along the height and along the width. A sequence is an image that is 1 wide. */
export type Pair = readonly [number, number]

/** Where the windows over an image lie, as a stage's settings say it. */
export interface Lattice {
  readonly size: Pair
  readonly stride: Pair
  readonly dilation: Pair
  readonly padding: 'valid' | 'same' | readonly [Pair, Pair]
}

const numbers = (written: Stage['settings'][string]): readonly number[] => String(written).split('×').map(Number)

/** `3` or `3×5`, over one axis or two. */
const pairOf = (written: Stage['settings'][string], axes: number): Pair => {
  const [first = 1, second = first] = numbers(written)
  return [first, axes === 1 ? 1 : second]
}

const paddingOf = (written: string): Exclude<Padding, string> => written.split('×').map((around) => {
  const [before = 0, after = 0] = around.split('+').map(Number)
  return [before, after]
})

/** What a stage over sequences (one axis) or images (two) says of its windows. Pools go by their size when they do not say how far. */
export const latticeOf = ({ settings }: Stage, axes: number, stride: Stage['settings'][string] = 1): Lattice => {
  const padding = String(settings['padding'] ?? 'valid')
  const [height = [0, 0], width = [0, 0]] = paddingOf(padding)
  return {
    size: pairOf(settings['size'] ?? 1, axes),
    stride: pairOf(settings['stride'] ?? stride, axes),
    dilation: pairOf(settings['dilation'] ?? 1, axes),
    padding: padding === 'valid' || padding === 'same' ? padding : [height, width],
  }
}

export const isDilated = ({ dilation }: Lattice): boolean => dilation.some((step) => step !== 1)

/** From the first to the last element of a window. */
const spans = ({ size, dilation }: Lattice): Pair => [(size[0] - 1) * dilation[0] + 1, (size[1] - 1) * dilation[1] + 1]

/** TensorFlow's `SAME`: `max((⌈n / s⌉ − 1) s + k − n, 0)` in all, the odd one after. */
const sameAround = (length: number, span: number, stride: number): Pair => {
  const all = Math.max((Math.ceil(length / stride) - 1) * stride + span - length, 0)
  return [Math.floor(all / 2), all - Math.floor(all / 2)]
}

/** What is put around an image of these sizes. */
export const aroundOf = (lattice: Lattice, height: number, width: number): readonly [Pair, Pair] => {
  const [[h, w], { stride, padding }] = [spans(lattice), lattice]
  return padding === 'valid' ? [[0, 0], [0, 0]]
    : padding === 'same' ? [sameAround(height, h, stride[0]), sameAround(width, w, stride[1])]
    : padding
}

/** Images with what is put around them. */
export const padded = (tf: Tf, x: Inner, lattice: Lattice, value = 0): Inner => {
  const [, height = 1, width = 1] = x.shape
  const [[top, bottom], [left, right]] = aroundOf(lattice, height, width)
  return tf.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]], value)
}

/** Every place of the kernel, and where the element of the first window lies there. */
const places = ({ size, dilation }: Lattice): readonly { readonly p: number; readonly q: number; readonly start: readonly number[] }[] =>
  Array.from({ length: size[0] * size[1] }, (_, i) => {
    const [p, q] = [Math.floor(i / size[1]), i % size[1]]
    return { p, q, start: [0, p * dilation[0], q * dilation[1], 0] }
  })

/** `w[p, q]` */
const tap = (tf: Tf, w: Inner, p: number, q: number): Inner => {
  const [, , rows = 1, columns = 1] = w.shape
  return tf.reshape(tf.slice(w, [p, q, 0, 0], [1, 1, rows, columns]), [rows, columns])
}

const sumOf = (tf: Tf, terms: readonly Inner[]): Inner => terms.reduce((sum, term) => tf.add(sum, term))

/** `x[n, i, j] m` at each place */
const timesMatrix = (tf: Tf, x: Inner, m: Inner, transposed = false): Inner => {
  const channels = x.shape.at(-1) ?? 1
  const y = tf.matMul(tf.reshape(x, [-1, channels]), m, false, transposed)
  return tf.reshape(y, [...x.shape.slice(0, -1), y.shape[1] ?? 1])
}

const countOf = (length: number, span: number, stride: number): number => Math.floor((length - span) / stride) + 1

/** What each place of the kernel meets: the images with `stride` between their elements, one after another for each place. */
const met = (tf: Tf, x: Inner, lattice: Lattice): readonly { readonly p: number; readonly q: number; readonly seen: Inner }[] => {
  const [[h, w], stride] = [spans(lattice), lattice.stride]
  const [n = 1, height = 1, width = 1, channels = 1] = x.shape
  const out = [n, countOf(height, h, stride[0]), countOf(width, w, stride[1]), channels]
  return places(lattice).map(({ p, q, start }) => ({ p, q, seen: slice(tf, x, { start, stride: [1, ...stride, 1] }, out) }))
}

/** Place after place of the kernel: `y = Σ x[…, i·stride + p·dilation, …] w[p, q]`. */
const placeByPlace = (tf: Tf, x: Inner, w: Inner, lattice: Lattice): Inner =>
  sumOf(tf, met(tf, x, lattice).map(({ p, q, seen }) => timesMatrix(tf, seen, tap(tf, w, p, q))))

const differentiable = (tf: Tf, lattice: Lattice): boolean => tf.getBackend() !== 'wasm' && !isDilated(lattice)

/** A convolution without padding, by theirs where it has gradients. */
const plain = (tf: Tf, x: Inner, w: Inner, lattice: Lattice): Inner =>
  differentiable(tf, lattice) ? tf.conv2d(x as never, w as never, [...lattice.stride], 'valid') : placeByPlace(tf, x, w, lattice)

/** A convolution of each group by itself. */
export const convolution = (tf: Tf, x: Inner, w: Inner, lattice: Lattice, groups: number): Inner => {
  const image = padded(tf, x, lattice)
  // The gradient of tf.split into one part throws.
  if (groups === 1) return plain(tf, image, w, lattice)
  const kernels = tf.split(w, groups, 3)
  return tf.concat(tf.split(image, groups, 3).map((part, g) => plain(tf, part, kernels[g] ?? w, lattice)), 3)
}

/** Each channel by itself, place after place. */
export const depthwiseConvolution = (tf: Tf, x: Inner, w: Inner, lattice: Lattice): Inner => {
  const [, , channels = 1, multiplier = 1] = w.shape
  const sum = sumOf(tf, met(tf, padded(tf, x, lattice), lattice).map(({ p, q, seen }) =>
    tf.mul(tf.reshape(seen, [...seen.shape, 1]), tf.reshape(tap(tf, w, p, q), [1, 1, 1, channels, multiplier]))))
  return tf.reshape(sum, [...sum.shape.slice(0, 3), channels * multiplier])
}

/** `h w` for a kernel of one place. */
export const pointwiseConvolution = (tf: Tf, h: Inner, w: Inner): Inner => timesMatrix(tf, h, tap(tf, w, 0, 0))

/** Each element of x spread over a window of an image of `height` by `width`, place after place. */
export const transposedConvolution = (tf: Tf, x: Inner, w: Inner, lattice: Lattice, height: number, width: number): Inner => {
  const [[top, bottom], [left, right]] = aroundOf(lattice, height, width)
  const [[n = 1], filters = 1] = [x.shape, w.shape[2]]
  const whole = [n, height + top + bottom, width + left + right, filters]
  const sum = sumOf(tf, places(lattice).map(({ p, q, start }) =>
    spreadApart(tf, timesMatrix(tf, x, tap(tf, w, p, q), true), { start, stride: [1, ...lattice.stride, 1] }, whole, 0)))
  return tf.slice(sum, [0, top, left, 0], [n, height, width, filters])
}

/** The largest of each window, place after place: the gradient of theirs is wrong on wasm for windows without a number above 0. */
export const largestOf = (tf: Tf, x: Inner, lattice: Lattice): Inner =>
  tf.max(tf.stack(met(tf, padded(tf, x, lattice, -Infinity), lattice).map(({ seen }) => seen)), 0)

/** The mean of what each window sees of the image: the gradient of theirs counts what is put around it on tfjs-cpu and tfjs-wasm. */
export const averageOf = (tf: Tf, x: Inner, lattice: Lattice): Inner => {
  const means = (of: Inner): Inner => tf.avgPool(padded(tf, of, lattice) as never, [...lattice.size], [...lattice.stride], 'valid')
  return tf.div(means(x), means(tf.onesLike(x)))
}
