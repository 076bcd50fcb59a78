import { rowsOf } from '../src/shape/matrix.ts'
import { HostTensor } from '../src/tensor/host.ts'
import type { Shape, Tensor } from '../src/tensor.ts'
import type { BackendName } from './tensorflow/index.ts'
import type { Case } from './case.ts'
import type { QuantityKind } from './quantity.ts'

/** Something that TensorFlow.js 4.22 is known to get wrong, or to decide otherwise. */
export interface Fault {
  readonly name: string
  /** the operation of TensorFlow.js */
  readonly operation: string
  readonly fault: string
  readonly backends: readonly BackendName[]
  /** what is done about it here */
  readonly instead: string
}

/** A known fault that a case meets, and which of its quantities it spoils. */
export interface TouchedFault {
  readonly fault: Fault
  readonly spoils: readonly QuantityKind[]
}

/** A fault in a sentence: where it is not said, it is on every backend. */
export const showFault = ({ operation, fault, backends, instead }: Fault): string =>
  `${operation}${backends.length === everywhere.length ? '' : ` on ${backends.join(' and ')}`}: ${fault}; ${instead}`

const everywhere: readonly BackendName[] = ['tfjs-node', 'tfjs-wasm', 'tfjs-cpu']

/** The known faults that our vocabulary may meet. Each was found and run against 4.22.0; upstream has no fix. */
export const faults = {
  softmaxCrossEntropyLabels: {
    name: 'softmaxCrossEntropy with label rows that do not sum to 1',
    operation: 'tf.losses.softmaxCrossEntropy',
    fault: 'its gradient to the logits is softmax x − t, which holds only when each row of labels sums to 1; it is (Σt) softmax x − t',
    backends: everywhere,
    instead: 'gradients and new weights are checked by finite differences; "same forward" has no such rule and still checks them',
  },
  maximumTies: {
    name: 'maximum and minimum of equals',
    operation: 'tf.maximum, tf.minimum',
    fault: 'the first operand takes the whole gradient, where relu has slope 0 at 0',
    backends: everywhere,
    instead: '"same forward" hands the operands over in the other order, so that relu as maximum(x, 0) has slope 0 at 0',
  },
  absAtZero: {
    name: 'abs at 0',
    operation: 'tf.abs',
    fault: 'its slope at 0 is −1',
    backends: everywhere,
    instead: 'a layer with abs that meets an exact 0 shows as a difference; finite differences call it a kink',
  },
  maxTies: {
    name: 'the largest of equals',
    operation: 'tf.max, tf.min',
    fault: 'every one of the equals takes the whole gradient, so the gradients add up to more than what came in',
    backends: everywhere,
    instead: 'nothing changes where the largest is only subtracted to keep exponentials small, as in softmax',
  },
  masksMultiply: {
    name: 'NaN comes through the side that is not chosen',
    operation: 'tf.relu, tf.where, tf.maximum',
    fault: 'their gradients multiply by a mask, and 0 times NaN or infinity is NaN',
    backends: everywhere,
    instead: 'where the loss is not finite and both sides say so, what differs is reported as not checked',
  },
  stridedSlice: {
    name: 'stridedSlice has no gradient',
    operation: 'tf.stridedSlice',
    fault: 'differentiating it throws',
    backends: everywhere,
    instead: '"same forward" builds strided windows from slice, pad and reshape',
  },
  gatherOnWasm: {
    name: 'gather has no gradient on wasm',
    operation: 'tf.gather',
    fault: 'its gradient needs UnsortedSegmentSum, which the backend lacks',
    backends: ['tfjs-wasm'],
    instead: 'both ways multiply by rows of the identity',
  },
  comparisonsOnTheTape: {
    name: 'comparisons have no gradient',
    operation: 'tf.less, tf.lessEqual, tf.equal',
    fault: 'differentiating a choice whose condition depends on a weight throws',
    backends: everywhere,
    instead: '"same forward" reads comparisons out, so that they are constants to the tape',
  },
} as const satisfies Readonly<Record<string, Fault>>

const rowSums = (labels: Tensor): readonly number[] => {
  const numbers = Array.from(HostTensor.storageOf(labels) ?? [])
  const rows = rowsOf(labels.shape as Shape)
  const width = numbers.length / rows
  return Array.from({ length: rows }, (_, row) => numbers.slice(row * width, (row + 1) * width).reduce((sum, t) => sum + t, 0))
}

/** What tf.losses does wrong with these labels. */
export const faultsOfLoss = (kind: string, { batch }: Case): readonly TouchedFault[] =>
  kind === 'softmaxCrossEntropy' && rowSums(batch.labels).some((sum) => sum !== 1)
    ? [{ fault: faults.softmaxCrossEntropyLabels, spoils: ['gradient', 'weight', 'slot'] }]
    : []
