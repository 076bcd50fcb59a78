import { gru, identity, lstm, type Ops, type Shape, simpleRnn, type Some, type Tensor, type Trees } from '../../../src/index.ts'
import type { AnyNet } from '../../support/layers.ts'

/** A layer of 3 units, from its settings. */
export interface Layer {
  readonly name: string
  readonly of: (settings?: object) => (prev: AnyNet) => AnyNet
}

/** Every recurrent layer, in each of its forms. */
export const recurrentLayers: readonly Layer[] = [
  { name: 'simpleRnn', of: (settings = {}) => simpleRnn(3, settings as Some) as Some },
  { name: 'lstm', of: (settings = {}) => lstm(3, settings as Some) as Some },
  { name: 'lstm, tfjsHardSigmoid', of: (settings = {}) => lstm(3, { recurrentActivation: 'tfjsHardSigmoid', ...settings } as Some) as Some },
  { name: 'gru', of: (settings = {}) => gru(3, settings as Some) as Some },
  { name: 'gru, reset before', of: (settings = {}) => gru(3, { resetAfter: false, ...settings } as Some) as Some },
]

/** A network on sequences of a shape. */
export const on = (shape: Shape, stage: (prev: AnyNet) => AnyNet): AnyNet => stage(identity(shape, 'float') as AnyNet)

/** Row t of the second axis is row T − 1 − t. */
export const flipped = (ops: Ops, x: Tensor): Tensor => {
  const [n = 1, t = 1, i = 1]: Shape = x.shape
  const at = (step: number): Tensor => ops.slice(x, { start: [0, step, 0] }, [n, 1, i])
  return ops.concat(Array.from({ length: t }, (_, step) => at(t - 1 - step)), 1 as never, [n, t, i])
}

/** Steps `from` to before `to`. */
export const steps = (ops: Ops, x: Tensor, from: number, to: number): Tensor => {
  const [n = 1, , i = 1]: Shape = x.shape
  return ops.slice(x, { start: [0, from, 0] }, [n, to - from, i])
}

export type { AnyNet, Trees }
