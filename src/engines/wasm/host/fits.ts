import type { DType, Shape, Tensor } from '../../../tensor.ts'

/** Whether something is a tensor of this shape and kind. It is asked of every tensor at every call, so it is a loop. */
export const fits = (x: Tensor | undefined, shape: Shape, dtype: DType): boolean => {
  if (x?.dtype !== dtype) return false
  const given = x.shape as Shape
  if (given === shape) return true
  if (given.length !== shape.length) return false
  for (let axis = 0; axis < shape.length; axis++) if (given[axis] !== shape[axis]) return false
  return true
}
