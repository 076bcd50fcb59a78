import { storageOf } from '../tensor/host.ts'
import { coordinatesOf } from '../shape/size.ts'
import type { Shape, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'

/** One number that differs. */
export interface ElementDifference {
  readonly tensor: string
  /** its coordinates */
  readonly at: Shape
  readonly recorded: number
  readonly computed: number
}

/** The first element that differs between two trees of one structure, in the order of their paths; NaN equals NaN, +0 is not −0. */
export const firstDifference = (recorded: Tree, computed: Tree): ElementDifference | undefined => {
  const others = new Map(tree.leaves(computed).map(({ path, tensor }) => [path, tensor]))
  return tree.byPath(recorded).flatMap(({ path, tensor }) => {
    const other = others.get(path)
    if (other === undefined) return []
    const [a, b] = [storageOf('replay', tensor), storageOf('replay', other)]
    const index = a.findIndex((value: number, i: number) => !Object.is(value, b[i]))
    return index === -1 ? [] : [{ tensor: path, at: coordinatesOf(tensor.shape as Shape, index), recorded: a[index] ?? NaN, computed: b[index] ?? NaN }]
  })[0]
}

/**
 * After which step at the latest the states differ, from two lists of losses that begin with the step after `since`. The loss of
 * step s comes from the state after step s − 1 and the batch of step s, so a loss that differs proves that one of the two did; a small
 * change may need some steps until it shows in a loss. Where no loss differs, the state after the last of the steps does.
 */
export const latestFirstDifference = (since: number, recorded: readonly number[], computed: readonly number[]): number => {
  const first = computed.findIndex((loss, i) => !Object.is(loss, recorded[i]))
  return since + (first === -1 ? computed.length : first + 1)
}
