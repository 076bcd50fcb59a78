import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import { fromRows, toRows } from '../shape/matrix.ts'
import type { Float, Shape } from '../tensor.ts'

/** How much each class counts, in the order of the classes; each as much as another when left out. */
export type ClassWeights = readonly number[]

/** Refuses weights below 0 and such as are not finite. */
export const requireWeights = (kind: string, weights: ClassWeights): void => {
  requireThat(weights.every((weight) => weight >= 0 && weight < Infinity), kind, () =>
    `classWeights are [${weights.join(', ')}], not finite numbers from 0 up`)
}

/** Every column of the labels times the weight of its class. */
export const weighted = <S extends Shape>(ops: Ops, kind: string, t: Float<S>, weights: ClassWeights | undefined): Float<S> => {
  if (weights === undefined) return t
  const rows = toRows(ops, t)
  const classes = rows.shape[1]
  requireThat(weights.length === classes, kind, () => `${weights.length} classWeights were given for ${classes} classes`)
  const vector = ops.concat<readonly [typeof classes], 'float'>(weights.map((weight) => ops.fill([1], weight)), 0, [classes])
  return fromRows(ops, ops.mul(rows, ops.broadcast(vector, rows.shape, [0])), t.shape)
}
