import { shapes } from '../engines/trace/shapes.ts'
import type { Trees } from '../net.ts'
import { symbolicTensor } from '../tensor/symbolic.ts'
import type { Shape, Tensor, Tree } from '../tensor.ts'
import { type Batch, stateFrom, type TrainState } from './state.ts'
import type { TrainStep } from './step.ts'

/** What a step takes, as tensors of the right shapes and kinds that stand for no numbers: for tracing and for tables. */
export const stepShapes = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>(
  { net, loss, optimizer }: TrainStep<P, S, A, B, T, O>,
): readonly [TrainState<P, S, O>, Batch<A, T>] => {
  const key = symbolicTensor<readonly [2], 'u32'>([2], 'u32')
  const [params, state] = net.init(shapes, key)
  const outputs = symbolicTensor(net.out as Shape, 'float') as Tensor as B
  const { shape, dtype } = loss(shapes, outputs).like ?? outputs
  return [
    stateFrom(shapes, optimizer, params, state, key),
    { x: symbolicTensor(net.in as Shape, net.dtype) as Tensor as A, labels: symbolicTensor(shape as Shape, dtype) as Tensor as T },
  ]
}
