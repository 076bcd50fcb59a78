// The left operand of aᵀ b, packed: for each pair of rows of the result one stretch of memory, with the two numbers of each k
// side by side. Where they lie otherwise, each k is in another line of the cache, and lines so far apart drive each other out.

/** Four rows of the result, which are four numbers side by side at each k, into two pairs. */
function packFour(depth: i32, from: usize, stride: usize, to: usize, next: usize): void {
  let k = 0
  for (; k + 2 <= depth; k += 2) {
    const x = v128.load(from)
    const y = v128.load(from + stride)
    v128.store(to, v128.shuffle<f64>(x, y, 0, 2))
    v128.store(to + next, v128.shuffle<f64>(x, y, 1, 3))
    from += 2 * stride
    to += 16
  }
  if (k < depth) {
    v128.store_lane<f64>(to, v128.load(from), 0)
    v128.store_lane<f64>(to + next, v128.load(from), 1)
  }
}

/** One pair; where there is no second row, the first stands for it. */
function packPair(depth: i32, from: usize, stride: usize, second: usize, to: usize): void {
  for (let k = 0; k < depth; k++) {
    store<f32>(to, load<f32>(from))
    store<f32>(to, load<f32>(from + second), 4)
    from += stride
    to += 8
  }
}

/** Packs `rows` columns of a, `stride` bytes from one k to the next. */
export function packLeft(rows: i32, depth: i32, from: usize, stride: usize, to: usize): void {
  const next = <usize>depth << 3
  for (; rows >= 4; rows -= 4) {
    packFour(depth, from, stride, to, next)
    from += 16
    to += 2 * next
  }
  for (; rows > 0; rows -= 2) {
    packPair(depth, from, stride, rows > 1 ? 4 : 0, to)
    from += 8
    to += next
  }
}
