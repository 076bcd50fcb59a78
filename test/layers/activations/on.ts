import { f32, identity, key, type Ops, type Some, type Tensor, tensor, toFlat, toPrecision } from '../../../src/index.ts'
import type { AnyNet } from '../../support/layers.ts'

/** An activation on any tensor: its value, and the way back. */
export const on = (layer: (prev: AnyNet) => AnyNet, ops: Ops, x: Tensor): readonly [y: Tensor, back: (dy: Tensor) => Tensor] => {
  const net = layer(identity<Some>(x.shape, 'float'))
  const [params] = net.init(ops, key(0))
  const [y, , back] = net.forward(ops, { key: key(0), train: true })(params, [], x)
  return [y, (dy) => back(dy)[1] as Tensor]
}

/** Values and slopes at single numbers. */
export const at = (layer: (prev: AnyNet) => AnyNet, numbers: readonly number[], ops: Ops = f32): { readonly y: readonly number[]; readonly slope: readonly number[] } => {
  const x = toPrecision(ops === f32 ? 'f32' : 'f64')(tensor(numbers, { precision: 'f64' }))
  const [y, back] = on(layer, ops, x)
  return { y: toFlat(y), slope: toFlat(back(ops.fill([numbers.length], 1))) }
}
