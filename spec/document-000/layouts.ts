import { f64, type Float, tensor } from '../../src/index.ts'
import type { Network } from './network.ts'

/** A layer as the document's change matrices write it: a row for each neuron, the bias in the last column. */
export type NeuronRows = Float<readonly [2, 3]>
/** A layer as the document's W: a column for each neuron, the biases in the last row, so that A W is the layer. */
export type Augmented = Float<readonly [3, 2]>
/** A layer as the library keeps it: what W is without its last row, and that row. */
export type LibraryLayer = { readonly w: Float<readonly [2, 2]>; readonly b: Float<readonly [2]> }

const double = { precision: 'f64' } as const

/** The weights of both layers, a row for each neuron. */
export const neuronRows = (n: Network): readonly [NeuronRows, NeuronRows] => [
  tensor([[n.v00, n.v01, n.v02], [n.v10, n.v11, n.v12]], double),
  tensor([[n.w00, n.w01, n.w02], [n.w10, n.w11, n.w12]], double),
]

/** Rows to columns. */
export const augmented = (rows: NeuronRows): Augmented => f64.transpose(rows, [1, 0])

/** W is cut above its last row. */
export const toLibrary = (rows: NeuronRows): LibraryLayer => {
  const W = augmented(rows)
  return { w: f64.slice(W, { start: [0, 0] }, [2, 2]), b: f64.reshape(f64.slice(W, { start: [2, 0] }, [1, 2]), [2]) }
}

/** The way back of `toLibrary`: the biases under the weights, and columns to rows. */
export const fromLibrary = ({ w, b }: LibraryLayer): NeuronRows =>
  f64.transpose(f64.concat([w, f64.reshape(b, [1, 2])], 0, [3, 2]), [1, 0])
