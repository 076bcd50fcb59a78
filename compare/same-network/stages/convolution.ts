import type { SymbolicTensor, Tensor as Inner } from '@tensorflow/tfjs'
import { conv1d } from '../../../src/layers/convolution/conv1d.ts'
import { conv2d } from '../../../src/layers/convolution/conv2d.ts'
import { convTranspose1d } from '../../../src/layers/convolution/conv-transpose1d.ts'
import { convTranspose2d } from '../../../src/layers/convolution/conv-transpose2d.ts'
import { depthwiseConv2d } from '../../../src/layers/convolution/depthwise-conv2d.ts'
import { separableConv2d } from '../../../src/layers/convolution/separable-conv2d.ts'
import type { Stage } from '../../../src/net.ts'
import type { Shape } from '../../../src/tensor.ts'
import type { SomeNet } from '../../case.ts'
import type { Tf } from '../../tensorflow/index.ts'
import {
  convolution as convolved, depthwiseConvolution, isDilated, type Lattice, latticeOf, padded, pointwiseConvolution, transposedConvolution,
} from '../written-convolution.ts'
import { writtenLayer } from '../written-layer.ts'
import { type AnyStage, settingsAgain } from '../windows-again.ts'
import { apply, type Layer, type StageRow } from './row.ts'

const number = ({ settings }: Stage, name: string, usual = 1): number => Number(settings[name] ?? usual)
const hasBias = ({ settings }: Stage): boolean => settings['bias'] !== false
const channelsOf = (x: SymbolicTensor): number => x.shape.at(-1) ?? 1

/** Our own arithmetic: a bound of a sum holds in every order, and theirs multiply and add the same numbers. */
const ours = (grow: (stage: Stage) => AnyStage): StageRow['arithmetic'] => (stage) => (prev) => grow(stage)(prev as never) as SomeNet

/** A tensor that the list has for certain. */
const at = (list: readonly Inner[], place: number): Inner => {
  const found = list[place]
  if (found === undefined) throw new Error(`there is no tensor ${place}`)
  return found
}

/** A sequence as an image that is 1 wide, and a kernel likewise. */
const asImage = (tf: Tf, x: Inner): Inner => tf.expandDims(x, 2)
const asKernel = (tf: Tf, w: Inner): Inner => tf.expandDims(w, 1)

/** What theirs are told alike: their first weights are made zeros; ours are copied in. */
const common = (stage: Stage, { padding }: Lattice) => ({
  useBias: hasBias(stage), padding: typeof padding === 'string' ? padding : 'valid' as const,
  biasInitializer: 'zeros',
} as const)
const kernel = { kernelInitializer: 'zeros' } as const
const kernels = { depthwiseInitializer: 'zeros', pointwiseInitializer: 'zeros' } as const

/** A layer of theirs, with a layer that puts zeros around before it where their padding has no such setting. */
const theirs = (tf: Tf, layer: Layer, lattice: Lattice, x: SymbolicTensor): SymbolicTensor => {
  if (typeof lattice.padding === 'string') return apply(layer, x)
  const [[top, bottom], [left, right]] = lattice.padding
  return apply(layer, apply(x.shape.length === 4
    ? tf.layers.zeroPadding2d({ padding: [[top, bottom], [left, right]] })
    : writtenLayer(tf, { out: [x.shape[0] ?? 1, (x.shape[1] ?? 1) + top + bottom, channelsOf(x)], call: (given) => tf.squeeze(padded(tf, asImage(tf, at(given, 0)), lattice), [2]) }), x))
}

/** A layer in core functions: kernels of these shapes, and a bias. */
const written = (tf: Tf, stage: Stage, kernels: readonly Shape[], product: (x: Inner, kernels: readonly Inner[]) => Inner): Layer => writtenLayer(tf, {
  weights: hasBias(stage) ? [...kernels, [stage.out.at(-1) ?? 1]] : kernels,
  out: stage.out,
  call: ([x], weights) => {
    const y = product(at(x === undefined ? [] : [x], 0), weights)
    return hasBias(stage) ? tf.add(y, at(weights, kernels.length)) : y
  },
})

/** A row with a layer of theirs where it can be trained, and one in core functions where it cannot. */
const row = (
  axes: 1 | 2, names: readonly string[], grow: (stage: Stage) => AnyStage,
  layers: {
    readonly theirs: ((tf: Tf, stage: Stage, lattice: Lattice) => Layer | undefined) | undefined
    readonly written: (tf: Tf, stage: Stage, lattice: Lattice, x: SymbolicTensor) => Layer
  },
): StageRow => ({
  build: (tf, stage, x) => {
    const lattice = latticeOf(stage, axes)
    const own = hasBias(stage) ? [...names, 'b'] : names
    const trained = layers.theirs === undefined || tf.getBackend() === 'wasm' || isDilated(lattice) || number(stage, 'groups') !== 1
      ? undefined : layers.theirs(tf, stage, lattice)
    if (trained !== undefined) return { output: theirs(tf, trained, lattice, x), held: { layer: trained, names: own } }
    const layer = layers.written(tf, stage, lattice, x)
    return { output: apply(layer, x), held: { layer, names: own } }
  },
  arithmetic: ours(grow),
})

export const convolution: Readonly<Record<string, StageRow>> = {
  conv1d: row(1, ['w'], (stage) => conv1d(number(stage, 'filters') as 1, number(stage, 'size') as 1, settingsAgain(stage, 1)), {
    theirs: (tf, stage, lattice) => tf.layers.conv1d({
      ...common(stage, lattice), ...kernel, filters: number(stage, 'filters'), kernelSize: lattice.size[0], strides: lattice.stride[0],
    }),
    written: (tf, stage, lattice, x) => {
      const groups = number(stage, 'groups')
      return written(tf, stage, [[lattice.size[0], channelsOf(x) / groups, number(stage, 'filters')]], (image, [w]) =>
        tf.squeeze(convolved(tf, asImage(tf, image), asKernel(tf, at(w === undefined ? [] : [w], 0)), lattice, groups), [2]))
    },
  }),
  conv2d: row(2, ['w'], (stage) => conv2d(number(stage, 'filters') as 1, latticeOf(stage, 2).size as never, settingsAgain(stage, 2)), {
    theirs: (tf, stage, lattice) => tf.layers.conv2d({
      ...common(stage, lattice), ...kernel, filters: number(stage, 'filters'), kernelSize: [...lattice.size], strides: [...lattice.stride],
    }),
    written: (tf, stage, lattice, x) => {
      const groups = number(stage, 'groups')
      return written(tf, stage, [[...lattice.size, channelsOf(x) / groups, number(stage, 'filters')]], (image, weights) =>
        convolved(tf, image, at(weights, 0), lattice, groups))
    },
  }),
  depthwiseConv2d: row(2, ['w'], (stage) => depthwiseConv2d(latticeOf(stage, 2).size as never, settingsAgain(stage, 2)), {
    theirs: (tf, stage, lattice) => tf.layers.depthwiseConv2d({
      ...common(stage, lattice), ...kernel, depthwiseInitializer: 'zeros', depthMultiplier: number(stage, 'multiplier'), kernelSize: [...lattice.size], strides: [...lattice.stride],
    }),
    written: (tf, stage, lattice, x) => written(tf, stage, [[...lattice.size, channelsOf(x), number(stage, 'multiplier')]], (image, weights) =>
      depthwiseConvolution(tf, image, at(weights, 0), lattice)),
  }),
  separableConv2d: row(2, ['depthwise', 'pointwise'],
    (stage) => separableConv2d(number(stage, 'filters') as 1, latticeOf(stage, 2).size as never, settingsAgain(stage, 2)), {
      theirs: (tf, stage, lattice) => tf.layers.separableConv2d({
        ...common(stage, lattice), ...kernels, filters: number(stage, 'filters'), depthMultiplier: number(stage, 'multiplier'), kernelSize: [...lattice.size],
        strides: [...lattice.stride],
      }),
      written: (tf, stage, lattice, x) => {
        const between = channelsOf(x) * number(stage, 'multiplier')
        const shapes = [[...lattice.size, channelsOf(x), number(stage, 'multiplier')], [1, 1, between, number(stage, 'filters')]]
        return written(tf, stage, shapes, (image, weights) =>
          pointwiseConvolution(tf, depthwiseConvolution(tf, image, at(weights, 0), lattice), at(weights, 1)))
      },
    }),
  convTranspose1d: row(1, ['w'], (stage) => convTranspose1d(number(stage, 'filters') as 1, number(stage, 'size') as 1, settingsAgain(stage, 1)), {
    theirs: undefined,
    written: (tf, stage, lattice, x) => written(tf, stage, [[lattice.size[0], number(stage, 'filters'), channelsOf(x)]], (image, weights) =>
      tf.squeeze(transposedConvolution(tf, asImage(tf, image), asKernel(tf, at(weights, 0)), lattice, stage.out[1] ?? 1, 1), [2])),
  }),
  convTranspose2d: row(2, ['w'], (stage) => convTranspose2d(number(stage, 'filters') as 1, latticeOf(stage, 2).size as never, settingsAgain(stage, 2)), {
    theirs: (tf, stage, lattice) => typeof lattice.padding !== 'string' ? undefined : tf.layers.conv2dTranspose({
      ...common(stage, lattice), ...kernel, filters: number(stage, 'filters'), kernelSize: [...lattice.size], strides: [...lattice.stride],
    }),
    written: (tf, stage, lattice, x) => written(tf, stage, [[...lattice.size, number(stage, 'filters'), channelsOf(x)]], (image, weights) =>
      transposedConvolution(tf, image, at(weights, 0), lattice, stage.out[1] ?? 1, stage.out[2] ?? 1)),
  }),
}
