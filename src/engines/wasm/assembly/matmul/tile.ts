import { addRow } from './result'

/** Two operations, each of which rounds. */
@inline export function plus(total: v128, x: v128, y: v128): v128 {
  return f32x4.add(total, f32x4.mul(x, y))
}

/**
 * One tile of the result over one block of k: `rows` (1 or 2) by `vectors` (1 to 4), which are constants wherever this is
 * inlined. Lanes are columns of the result, so each element is summed alone, upward. Of the left operand the second row
 * lies `pair` behind the first, and the next k `step` behind the last; the next row of the right one lies `stride` behind.
 *
 * Eight sums, four vectors of the right operand, two numbers of the left one and a product are 15 registers: of the 16 that
 * x86 has, V8 keeps one for itself.
 */
@inline export function tile(
  rows: i32, vectors: i32, keep: bool, depth: i32, left: usize, pair: usize, step: usize, right: usize, stride: usize, kept: usize,
  out: usize, outRow: usize, columns: i32, begins: bool,
): void {
  let u0 = f32x4.splat(0), u1 = u0, u2 = u0, u3 = u0, l0 = u0, l1 = u0, l2 = u0, l3 = u0
  let x = u0, b0 = u0, b1 = u0, b2 = u0, b3 = u0
  let upper = left, lower = left + pair
  const end = left + <usize>depth * step
  // Four times the same step. The way out after each also keeps compilers from mixing steps, for which registers would not do.
  while (true) {
    b0 = v128.load(right)
    if (vectors > 1) b1 = v128.load(right, 16)
    if (vectors > 2) b2 = v128.load(right, 32)
    if (vectors > 3) b3 = v128.load(right, 48)
    x = v128.load_splat<f32>(upper)
    u0 = plus(u0, x, b0)
    if (vectors > 1) u1 = plus(u1, x, b1)
    if (vectors > 2) u2 = plus(u2, x, b2)
    if (vectors > 3) u3 = plus(u3, x, b3)
    if (rows > 1) {
      x = v128.load_splat<f32>(lower)
      l0 = plus(l0, x, b0)
      if (vectors > 1) l1 = plus(l1, x, b1)
      if (vectors > 2) l2 = plus(l2, x, b2)
      if (vectors > 3) l3 = plus(l3, x, b3)
      lower += step
    }
    if (keep) {
      v128.store(kept, b0)
      v128.store(kept, b1, 16)
      v128.store(kept, b2, 32)
      v128.store(kept, b3, 48)
      kept += 64
    }
    upper += step
    right += stride
    if (upper == end) break

    b0 = v128.load(right)
    if (vectors > 1) b1 = v128.load(right, 16)
    if (vectors > 2) b2 = v128.load(right, 32)
    if (vectors > 3) b3 = v128.load(right, 48)
    x = v128.load_splat<f32>(upper)
    u0 = plus(u0, x, b0)
    if (vectors > 1) u1 = plus(u1, x, b1)
    if (vectors > 2) u2 = plus(u2, x, b2)
    if (vectors > 3) u3 = plus(u3, x, b3)
    if (rows > 1) {
      x = v128.load_splat<f32>(lower)
      l0 = plus(l0, x, b0)
      if (vectors > 1) l1 = plus(l1, x, b1)
      if (vectors > 2) l2 = plus(l2, x, b2)
      if (vectors > 3) l3 = plus(l3, x, b3)
      lower += step
    }
    if (keep) {
      v128.store(kept, b0)
      v128.store(kept, b1, 16)
      v128.store(kept, b2, 32)
      v128.store(kept, b3, 48)
      kept += 64
    }
    upper += step
    right += stride
    if (upper == end) break

    b0 = v128.load(right)
    if (vectors > 1) b1 = v128.load(right, 16)
    if (vectors > 2) b2 = v128.load(right, 32)
    if (vectors > 3) b3 = v128.load(right, 48)
    x = v128.load_splat<f32>(upper)
    u0 = plus(u0, x, b0)
    if (vectors > 1) u1 = plus(u1, x, b1)
    if (vectors > 2) u2 = plus(u2, x, b2)
    if (vectors > 3) u3 = plus(u3, x, b3)
    if (rows > 1) {
      x = v128.load_splat<f32>(lower)
      l0 = plus(l0, x, b0)
      if (vectors > 1) l1 = plus(l1, x, b1)
      if (vectors > 2) l2 = plus(l2, x, b2)
      if (vectors > 3) l3 = plus(l3, x, b3)
      lower += step
    }
    if (keep) {
      v128.store(kept, b0)
      v128.store(kept, b1, 16)
      v128.store(kept, b2, 32)
      v128.store(kept, b3, 48)
      kept += 64
    }
    upper += step
    right += stride
    if (upper == end) break

    b0 = v128.load(right)
    if (vectors > 1) b1 = v128.load(right, 16)
    if (vectors > 2) b2 = v128.load(right, 32)
    if (vectors > 3) b3 = v128.load(right, 48)
    x = v128.load_splat<f32>(upper)
    u0 = plus(u0, x, b0)
    if (vectors > 1) u1 = plus(u1, x, b1)
    if (vectors > 2) u2 = plus(u2, x, b2)
    if (vectors > 3) u3 = plus(u3, x, b3)
    if (rows > 1) {
      x = v128.load_splat<f32>(lower)
      l0 = plus(l0, x, b0)
      if (vectors > 1) l1 = plus(l1, x, b1)
      if (vectors > 2) l2 = plus(l2, x, b2)
      if (vectors > 3) l3 = plus(l3, x, b3)
      lower += step
    }
    if (keep) {
      v128.store(kept, b0)
      v128.store(kept, b1, 16)
      v128.store(kept, b2, 32)
      v128.store(kept, b3, 48)
      kept += 64
    }
    upper += step
    right += stride
    if (upper == end) break
  }
  addRow(vectors, columns, begins, out, u0, u1, u2, u3)
  if (rows > 1) addRow(vectors, columns, begins, out + outRow, l0, l1, l2, l3)
}
