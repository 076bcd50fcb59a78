/** The pieces of which polynomials are put together, each rounded after the product and after the sum. */

/** a + x·b, of an f64x2 and two numbers. */
@inline
export function line(x: v128, a: f64, b: f64): v128 {
  return f64x2.add(f64x2.splat(a), f64x2.mul(x, f64x2.splat(b)))
}

/** a + x·b, of three f64x2. */
@inline
export function plusProduct(a: v128, x: v128, b: v128): v128 {
  return f64x2.add(a, f64x2.mul(x, b))
}
