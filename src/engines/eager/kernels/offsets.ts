/** The storage offset of every coordinate of `sizes` in row-major order, with these strides and this start. */
export const offsetsOf = (sizes: readonly number[], strides: readonly number[], start = 0): Int32Array => {
  let offsets = Int32Array.of(start)
  sizes.forEach((size, axis) => {
    const stride = strides[axis]!
    const longer = new Int32Array(offsets.length * size)
    for (let i = 0; i < offsets.length; i++) {
      for (let j = 0; j < size; j++) longer[i * size + j] = offsets[i]! + j * stride
    }
    offsets = longer
  })
  return offsets
}
