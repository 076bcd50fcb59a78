import type { SymbolicTensor, Tensor as Inner } from '@tensorflow/tfjs'
import { averagePool1d } from '../../../src/layers/pooling/average-pool1d.ts'
import { averagePool2d } from '../../../src/layers/pooling/average-pool2d.ts'
import { globalAveragePool } from '../../../src/layers/pooling/global-average-pool.ts'
import { globalMaxPool } from '../../../src/layers/pooling/global-max-pool.ts'
import { maxPool1d } from '../../../src/layers/pooling/max-pool1d.ts'
import { maxPool2d } from '../../../src/layers/pooling/max-pool2d.ts'
import type { Stage } from '../../../src/net.ts'
import type { SomeNet } from '../../case.ts'
import type { Tf } from '../../tensorflow/index.ts'
import { averageOf, type Lattice, largestOf, latticeOf } from '../written-convolution.ts'
import { type AnyStage, settingsAgain } from '../windows-again.ts'
import { writtenLayer } from '../written-layer.ts'
import { apply, type Layer, type StageRow } from './row.ts'

type Padded = 'valid' | 'same'
interface Pools {
  readonly theirs: (tf: Tf, size: number[], strides: number[], padding: Padded) => Layer
  /** whether the gradient of theirs is right */
  readonly right: (tf: Tf, lattice: Lattice) => boolean
  readonly written: (tf: Tf, x: Inner, lattice: Lattice) => Inner
}

/** Pools of theirs where they are right, and pools in core functions where they are not. */
const row = (axes: 1 | 2, grow: (stage: Stage) => AnyStage, { theirs, right, written }: Pools): StageRow => ({
  build: (tf, stage, x) => {
    const lattice = latticeOf(stage, axes, stage.settings['size'])
    const { size, stride, padding } = lattice
    return { output: apply(typeof padding === 'string' && right(tf, lattice)
      ? theirs(tf, size.slice(0, axes), stride.slice(0, axes), padding)
      : writtenLayer(tf, {
        out: stage.out,
        call: ([image]) => axes === 2 ? written(tf, present(image), lattice) : tf.squeeze(written(tf, tf.expandDims(present(image), 2), lattice), [2]),
      }), x) }
  },
  arithmetic: (stage) => (prev) => grow(stage)(prev as never) as SomeNet,
})

const present = (x: Inner | undefined): Inner => {
  if (x === undefined) throw new Error('a tensor is missing')
  return x
}

const again = (stage: Stage, axes: 1 | 2): object => settingsAgain(stage, axes, stage.settings['size'])

const ofSequences = (x: SymbolicTensor): boolean => x.shape.length === 3

/** A row of one layer for sequences and one for images; more axes are laid in one. */
const global = (name: 'Average' | 'Max', grow: (prev: never) => object): StageRow => ({
  build: (tf, _stage, x) => {
    const layers = tf.layers
    const [sequences, images] = name === 'Average'
      ? [layers.globalAveragePooling1d, layers.globalAveragePooling2d] as const : [layers.globalMaxPooling1d, layers.globalMaxPooling2d] as const
    return { output: apply(ofSequences(x) ? sequences({}) : images({ dataFormat: 'channelsLast' }), x) }
  },
  arithmetic: () => (prev) => grow(prev as never) as SomeNet,
})

// A window without a number above 0 loses its gradient on wasm.
const rightMax: Pools['right'] = (tf) => tf.getBackend() !== 'wasm'
// What is put around an image is counted by the gradient on tfjs-cpu and tfjs-wasm.
const rightAverage: Pools['right'] = (tf, { padding }) => padding === 'valid' || tf.getBackend() === 'tensorflow'

export const pooling: Readonly<Record<string, StageRow>> = {
  maxPool1d: row(1, (stage) => maxPool1d(Number(stage.settings['size']) as 1, again(stage, 1)), {
    theirs: (tf, [poolSize = 1], [strides = 1], padding) => tf.layers.maxPooling1d({ poolSize, strides, padding }), right: rightMax, written: largestOf,
  }),
  maxPool2d: row(2, (stage) => maxPool2d(latticeOf(stage, 2).size as never, again(stage, 2)), {
    theirs: (tf, poolSize, strides, padding) => tf.layers.maxPooling2d({ poolSize: poolSize as [number, number], strides: strides as [number, number], padding }),
    right: rightMax, written: largestOf,
  }),
  averagePool1d: row(1, (stage) => averagePool1d(Number(stage.settings['size']) as 1, again(stage, 1)), {
    theirs: (tf, [poolSize = 1], [strides = 1], padding) => tf.layers.averagePooling1d({ poolSize, strides, padding }), right: rightAverage, written: averageOf,
  }),
  averagePool2d: row(2, (stage) => averagePool2d(latticeOf(stage, 2).size as never, again(stage, 2)), {
    theirs: (tf, poolSize, strides, padding) => tf.layers.averagePooling2d({ poolSize: poolSize as [number, number], strides: strides as [number, number], padding }),
    right: rightAverage, written: averageOf,
  }),
  globalMaxPool: global('Max', globalMaxPool),
  globalAveragePool: global('Average', globalAveragePool),
}
