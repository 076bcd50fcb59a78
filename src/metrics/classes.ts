import { requireThat } from '../misuse.ts'
import { lastOf, leadingOf } from '../shape/matrix.ts'
import { coordinatesOf, sameShape, showShape } from '../shape/size.ts'
import { requireTensor, storageOf } from '../tensor/host.ts'
import type { Shape, Tensor } from '../tensor.ts'
import { firstClasses } from './kernels/class-order.ts'

/** Outputs and labels of classes as plain numbers. */
export interface Judged {
  readonly outputs: ArrayLike<number>
  readonly classes: number
  /** how many rows there are */
  readonly count: number
  /** the right class of each row */
  readonly right: ArrayLike<number>
}

/**
 * Outputs `[...B, C]` beside labels of the same shape or ids of shape `B`. The right class of a row of labels is that of the
 * largest one, the first among equals.
 *
 * Throws `Misuse` for shapes that do not fit, a single column, in which the largest is always the same, and an id that is no class.
 */
export const judged = (operation: string, outputs: Tensor, labels: Tensor): Judged => {
  const classes = checkedClasses(operation, outputs, labels)
  const numbers = storageOf(operation, outputs)
  const right = labels.dtype === 'float' ? firstClasses(storageOf(operation, labels), classes) : checkedIds(operation, labels, classes)
  return { outputs: numbers, classes, count: right.length, right }
}

/** How many classes there are, with labels of the right shape. */
export const checkedClasses = (operation: string, outputs: Tensor, labels: Tensor): number => {
  const shape: Shape = requireTensor(`${operation}, outputs`, outputs).shape
  requireTensor(`${operation}, labels`, labels)
  const wanted = labels.dtype === 'float' ? shape : leadingOf(withLast(shape))
  requireThat(shape.length > 0 && sameShape(wanted, labels.shape), operation, () =>
    `outputs are ${showShape(shape)}, labels are ${showShape(labels.shape)}`)
  const classes = lastOf(withLast(shape))
  requireThat(classes > 1, operation, () => 'a single column has no largest class; compare it with a threshold')
  return classes
}

/** The numbers of class ids; refuses one that is no class, and says where it is. */
export const checkedIds = (operation: string, labels: Tensor, classes: number): ArrayLike<number> => {
  const ids = storageOf(operation, labels)
  const wrong = ids.findIndex((id) => id < 0 || id >= classes)
  requireThat(wrong === -1, operation, () =>
    `label at ${showShape(coordinatesOf(labels.shape, wrong))} is ${ids[wrong]}, not a class from 0 to ${classes - 1}`)
  return ids
}

/** A shape that was seen to have a last axis. */
const withLast = (shape: Shape): readonly [...Shape, number] => shape as readonly [...Shape, number]
