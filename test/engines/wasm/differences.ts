import { equals, type Shape, type Tensor, toFlat, tree, type Tree } from '../../../src/index.ts'
import { coordinatesOf, showShape } from '../../../src/shape/size.ts'

/** Where the bits of two tensors differ first, every NaN being equal to every NaN; undefined where they do not. */
const difference = (wanted: Tensor, given: Tensor): string | undefined => {
  if (equals(wanted, given)) return undefined
  const [a, b] = [toFlat(wanted), toFlat(given)]
  const at = a.findIndex((x, i) => !Object.is(x, b[i]))
  const [shape, other] = [wanted.shape as Shape, given.shape as Shape]
  return String(shape) !== String(other) || wanted.dtype !== given.dtype
    ? `${given.dtype} ${showShape(other)}, not ${wanted.dtype} ${showShape(shape)}`
    : `${wanted.dtype} ${showShape(shape)} at ${showShape(coordinatesOf(shape, at))}: ${b[at]}, not ${a[at]}`
}

/** Where two trees of one form differ, leaf by leaf: nothing when every bit is the same. */
export const differences = (wanted: Tree, given: Tree): readonly string[] => {
  const [us, vs] = [tree.byPath(wanted), tree.byPath(given)]
  const paths = (leaves: typeof us): string => leaves.map(({ path }) => path).join(' ')
  if (paths(us) !== paths(vs)) return [`the tree has ${paths(vs)}, not ${paths(us)}`]
  return us.flatMap(({ path, tensor }, i) => {
    const found = difference(tensor, vs[i]!.tensor)
    return found === undefined ? [] : [`${path}: ${found}`]
  })
}
