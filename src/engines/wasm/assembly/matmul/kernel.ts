import { addRow } from './add-row'

/** Two operations, each of which rounds. */
@inline function plus(total: v128, x: v128, y: v128): v128 {
  return f32x4.add(total, f32x4.mul(x, y))
}

@inline function storeFour(to: usize, x0: v128, x1: v128, x2: v128, x3: v128): void {
  v128.store(to, x0)
  v128.store(to, x1, 16)
  v128.store(to, x2, 32)
  v128.store(to, x3, 48)
}

/**
 * One tile over one block of k: `rows` (1 or 2) by `vectors` (1 to 4) of the result, added to the totals in memory. Lanes are
 * columns, so every element is summed alone and upward. `rows`, `vectors` and `keep` are constants wherever this is inlined.
 *
 * The left operand's second row lies `pair` behind the first, its next k `step` behind; the next row of the right one lies
 * `stride` behind. With `keep`, what is read of the right one is copied to `kept`, row behind row.
 *
 * Eight sums, four vectors of the right operand, two numbers of the left one and a product are 15 registers. x86 has 16, of
 * which V8 keeps one for itself.
 */
@inline export function tile(
  rows: i32, vectors: i32, keep: bool, depth: i32, left: usize, pair: usize, step: usize, right: usize, stride: usize, kept: usize,
  out: usize, outRow: usize, columns: i32, begins: bool,
): void {
  let a = f32x4.splat(0), b0 = a, b1 = a, b2 = a, b3 = a
  let u0 = a, u1 = a, u2 = a, u3 = a, l0 = a, l1 = a, l2 = a, l3 = a
  let upper = left, lower = left + pair
  const end = left + <usize>depth * step
  // The same step four times, with a way out after each: without it compilers mix the steps, and run out of registers.
  while (true) {
    b0 = v128.load(right)
    if (vectors > 1) b1 = v128.load(right, 16)
    if (vectors > 2) b2 = v128.load(right, 32)
    if (vectors > 3) b3 = v128.load(right, 48)
    if (keep) storeFour(kept, b0, b1, b2, b3)
    a = v128.load_splat<f32>(upper)
    u0 = plus(u0, a, b0)
    if (vectors > 1) u1 = plus(u1, a, b1)
    if (vectors > 2) u2 = plus(u2, a, b2)
    if (vectors > 3) u3 = plus(u3, a, b3)
    if (rows > 1) a = v128.load_splat<f32>(lower)
    if (rows > 1) l0 = plus(l0, a, b0)
    if (rows > 1 && vectors > 1) l1 = plus(l1, a, b1)
    if (rows > 1 && vectors > 2) l2 = plus(l2, a, b2)
    if (rows > 1 && vectors > 3) l3 = plus(l3, a, b3)
    upper += step
    lower += step
    right += stride
    kept += 64
    if (upper == end) break

    b0 = v128.load(right)
    if (vectors > 1) b1 = v128.load(right, 16)
    if (vectors > 2) b2 = v128.load(right, 32)
    if (vectors > 3) b3 = v128.load(right, 48)
    if (keep) storeFour(kept, b0, b1, b2, b3)
    a = v128.load_splat<f32>(upper)
    u0 = plus(u0, a, b0)
    if (vectors > 1) u1 = plus(u1, a, b1)
    if (vectors > 2) u2 = plus(u2, a, b2)
    if (vectors > 3) u3 = plus(u3, a, b3)
    if (rows > 1) a = v128.load_splat<f32>(lower)
    if (rows > 1) l0 = plus(l0, a, b0)
    if (rows > 1 && vectors > 1) l1 = plus(l1, a, b1)
    if (rows > 1 && vectors > 2) l2 = plus(l2, a, b2)
    if (rows > 1 && vectors > 3) l3 = plus(l3, a, b3)
    upper += step
    lower += step
    right += stride
    kept += 64
    if (upper == end) break

    b0 = v128.load(right)
    if (vectors > 1) b1 = v128.load(right, 16)
    if (vectors > 2) b2 = v128.load(right, 32)
    if (vectors > 3) b3 = v128.load(right, 48)
    if (keep) storeFour(kept, b0, b1, b2, b3)
    a = v128.load_splat<f32>(upper)
    u0 = plus(u0, a, b0)
    if (vectors > 1) u1 = plus(u1, a, b1)
    if (vectors > 2) u2 = plus(u2, a, b2)
    if (vectors > 3) u3 = plus(u3, a, b3)
    if (rows > 1) a = v128.load_splat<f32>(lower)
    if (rows > 1) l0 = plus(l0, a, b0)
    if (rows > 1 && vectors > 1) l1 = plus(l1, a, b1)
    if (rows > 1 && vectors > 2) l2 = plus(l2, a, b2)
    if (rows > 1 && vectors > 3) l3 = plus(l3, a, b3)
    upper += step
    lower += step
    right += stride
    kept += 64
    if (upper == end) break

    b0 = v128.load(right)
    if (vectors > 1) b1 = v128.load(right, 16)
    if (vectors > 2) b2 = v128.load(right, 32)
    if (vectors > 3) b3 = v128.load(right, 48)
    if (keep) storeFour(kept, b0, b1, b2, b3)
    a = v128.load_splat<f32>(upper)
    u0 = plus(u0, a, b0)
    if (vectors > 1) u1 = plus(u1, a, b1)
    if (vectors > 2) u2 = plus(u2, a, b2)
    if (vectors > 3) u3 = plus(u3, a, b3)
    if (rows > 1) a = v128.load_splat<f32>(lower)
    if (rows > 1) l0 = plus(l0, a, b0)
    if (rows > 1 && vectors > 1) l1 = plus(l1, a, b1)
    if (rows > 1 && vectors > 2) l2 = plus(l2, a, b2)
    if (rows > 1 && vectors > 3) l3 = plus(l3, a, b3)
    upper += step
    lower += step
    right += stride
    kept += 64
    if (upper == end) break
  }
  addRow(vectors, columns, begins, out, u0, u1, u2, u3)
  if (rows > 1) addRow(vectors, columns, begins, out + outRow, l0, l1, l2, l3)
}
