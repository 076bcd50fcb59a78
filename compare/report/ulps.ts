/** The numbers of f32 in a row, as whole numbers: neighbours differ by 1, and −0 and +0 are the same. */
const place = (x: number): number => {
  const bits = new Int32Array(Float32Array.of(x).buffer)[0] ?? 0
  return bits < 0 ? -(bits & 0x7fffffff) : bits
}

/** How many f32 numbers apart two numbers are, each rounded to f32 first; NaN when either is NaN. */
export const ulpsBetween = (a: number, b: number): number =>
  Number.isNaN(a) || Number.isNaN(b) ? NaN : Math.abs(place(Math.fround(a)) - place(Math.fround(b)))
