const scratch = new DataView(new ArrayBuffer(8))

/**
 * The upper 32 bits of a double as a signed integer: sign, 11 exponent bits, 20 leading bits of the significand.
 * Through a DataView, so that the byte order of the machine does not enter.
 */
export const highWord = (x: number): number => {
  scratch.setFloat64(0, x, true)
  return scratch.getInt32(4, true)
}
