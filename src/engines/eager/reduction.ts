import type { Ops } from '../../ops.ts'
import { without } from '../../shape/axes.ts'
import { stridesOf } from '../../shape/size.ts'
import type { DType, Shape, Tensor } from '../../tensor.ts'
import { type Context, requireAxes, requireKind } from './context.ts'
import { offsetsOf } from './kernels/offsets.ts'
import { argmaxTerms, maxTerms, reduceInto, type Reduction, sumTerms } from './kernels/reduce.ts'

/** Everything in which axes disappear. */
export const reduction = ({ make, read, round }: Context): Pick<Ops, 'sum' | 'sumAll' | 'max' | 'argmax'> => {
  const reduce = (operation: string, dtype: DType, terms: Reduction) => (x: Tensor, axes: readonly number[]): Tensor => {
    requireKind(operation, x, ['float'])
    const shape: Shape = x.shape
    requireAxes(operation, shape, axes)
    const [strides, gone] = [stridesOf(shape), shape.map((_, axis) => axis).filter((axis) => axes.includes(axis))]
    const pick = (from: readonly number[]): readonly number[] => gone.map((axis) => from[axis] ?? NaN)
    const kept: Shape = without(shape, gone)
    return make(operation, kept, dtype, (out) =>
      reduceInto(out, read(operation, x), offsetsOf(kept, without(strides, gone)), offsetsOf(pick(shape), pick(strides)), terms))
  }
  const all = (x: Tensor): readonly number[] => (x.shape as Shape).map((_, axis) => axis)
  return {
    sum: reduce('sum', 'float', sumTerms(round)),
    sumAll: (x) => reduce('sumAll', 'float', sumTerms(round))(x, all(x)),
    max: reduce('max', 'float', maxTerms),
    argmax: (x, axis) => reduce('argmax', 'i32', argmaxTerms)(x, [axis]),
  }
}
