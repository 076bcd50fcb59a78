import type { Storage } from '../../tensor/kernels/storage.ts'

/** Numbers that lie column-major (the first axis fastest, as Fortran has them) in row-major order. */
export const rowMajor = (numbers: Storage, shape: readonly number[]): Storage => {
  const result = numbers.slice()
  const at = shape.map(() => 0)
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1))
  for (let i = 0, from = 0; i < numbers.length; i++) {
    result[i] = numbers[from]!
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += steps[axis]!
      if (++at[axis]! < shape[axis]!) break
      from -= steps[axis]! * shape[axis]!
      at[axis] = 0
    }
  }
  return result
}
