import type { Trees } from '../src/net.ts'
import type { Tensor } from '../src/tensor.ts'
import * as tree from '../src/tree.ts'

/** The leaves that hold real numbers. */
export const floatLeaves = (t: Trees): readonly tree.Leaf[] => tree.leaves(t).filter(({ tensor }) => tensor.dtype === 'float')

/** The leaves that hold real numbers replaced, in order. */
export const withLeaves = (t: Trees, replaced: readonly Tensor[]): Trees => {
  const paths = floatLeaves(t).map(({ path }) => path)
  return tree.mapTensors((x, path) => replaced[paths.indexOf(path)] ?? x, t)
}
