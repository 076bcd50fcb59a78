import { recordingOver } from '../engines/reverse/index.ts'
import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import { sameShape, showShape } from '../shape/size.ts'
import type { Tensor, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'

/** A pure function over the vocabulary, in the form that `compile` takes: of a tree, and of further arguments. */
export type Program<At extends Tree, C extends readonly Tree[], R> = (ops: Ops) => (at: At, ...constants: C) => R

/**
 * The value of `f` and the way back from it: `[y, back]`, where `back(dy)` is `dyᵀ J` with J the derivative of `f` by its first
 * argument (a vector-Jacobian product). Reverse mode: `f` runs once, and each call of `back` costs a few times that, however
 * many numbers `f` takes. Further arguments, and tensors that `f` closes over, are constants.
 *
 * Derivatives are those of what `f` computes, by the chain rule over the primitives: a layer's own way back is not used,
 * nor is that of a `customVjp`. `dy` has
 * the form of y, and `back(dy)` that of the argument. Whole numbers, bits and masks have no derivative: in `dy` they are
 * not looked at, and in the gradient they stand for themselves, as with every function on trees here. So a gradient has the type
 * of what it is a gradient of.
 *
 * Floor, comparisons, `argmax` and `cast` to another kind have derivative 0. Where a function has no single slope, the one taken is
 * that of TensorFlow.js: |x| has −1 at 0; of equals, `max` gives each the whole gradient and `maximum` and `minimum` give it
 * to the second; aᵇ has 0 along b where a ≤ 0, and NaN along a where a = b = 0.
 *
 * Throws `Misuse` for a `dy` of another form.
 *
 * Baydin, Pearlmutter, Radul and Siskind, "Automatic differentiation in machine learning: a survey", 2018, section 3.2. The name is
 * that of JAX.
 */
export const vjp = <At extends Tree, C extends readonly Tree[], R extends Tree>(f: Program<At, C, R>) => (ops: Ops) =>
  (at: At, ...constants: C): readonly [y: R, back: (dy: R) => At] => {
    const tape = recordingOver({ ops })
    const variables = tree.mapTensors(tape.variable, at)
    const y = f(tape.ops)(variables, ...constants)
    return [tree.mapTensors(tape.innerOf, y), (dy) => {
      const [results, given] = [tree.leaves(y), tree.lookup(dy)]
      const dys = results.map(({ path, tensor }) => tensor.dtype === 'float' ? likeResult(path, tensor, given(path)) : undefined)
      const places = tree.leaves(variables).filter(({ tensor }) => tensor.dtype === 'float')
      const gradients = tape.back(results.map(({ tensor }) => tensor), dys, places.map(({ tensor }) => tensor))
      const found = new Map(places.map(({ path }, i) => [path, gradients[i]]))
      return tree.mapTensors((x, path) => found.get(path) ?? x, at)
    }]
  }

const likeResult = (path: string, y: Tensor, dy: Tensor): Tensor => {
  requireThat(dy.dtype === 'float' && sameShape(y.shape, dy.shape), 'vjp', () =>
    `the cotangent${path === '' ? '' : ` of "${path}"`} is ${dy.dtype} ${showShape(dy.shape)}, the result float ${showShape(y.shape)}`)
  return dy
}
