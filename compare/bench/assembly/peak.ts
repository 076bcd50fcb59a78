// AssemblyScript: what one thread can do at most with vectors of four f32 and without fusing. Products and sums have chains of
// their own, six of each: as many as a processor needs that begins two of either kind at once and takes three steps for one.

/** Twelve vectors of four. */
export function operationsPerIteration(): i32 {
  return 48
}

/** Runs the chains so many times, at least once; their sum, so that none can be left out. */
export function peak(iterations: i32): f32 {
  const factor = f32x4.splat(-1), term = f32x4.splat(1)
  let p0 = f32x4.splat(1), p1 = f32x4.splat(2), p2 = f32x4.splat(3), p3 = f32x4.splat(4), p4 = f32x4.splat(5), p5 = f32x4.splat(6)
  let s0 = p0, s1 = p1, s2 = p2, s3 = p3, s4 = p4, s5 = p5
  while (true) {
    p0 = f32x4.mul(p0, factor)
    s0 = f32x4.add(s0, term)
    p1 = f32x4.mul(p1, factor)
    s1 = f32x4.add(s1, term)
    p2 = f32x4.mul(p2, factor)
    s2 = f32x4.add(s2, term)
    p3 = f32x4.mul(p3, factor)
    s3 = f32x4.add(s3, term)
    p4 = f32x4.mul(p4, factor)
    s4 = f32x4.add(s4, term)
    p5 = f32x4.mul(p5, factor)
    s5 = f32x4.add(s5, term)
    if (--iterations == 0) break
  }
  const products = f32x4.add(f32x4.add(f32x4.add(p0, p1), f32x4.add(p2, p3)), f32x4.add(p4, p5))
  const sums = f32x4.add(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), f32x4.add(s4, s5))
  return f32x4.extract_lane(f32x4.add(products, sums), 0)
}
