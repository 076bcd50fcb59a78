import { share } from './reduction/units'

/**
 * A copy between two arrays that are walked with strides of their own: every transpose, slice, pad, concat and broadcast.
 * `axes` holds size, stride in x and stride in out for each axis, outermost first. Threads share the first axis.
 */
export function copy(
  x: usize, out: usize, fromX: i32, fromOut: i32, rank: i32, axes: usize, thread: i32, threads: i32,
): void {
  const size = load<i32>(axes)
  const first = share(size, thread, threads)
  const last = share(size, thread + 1, threads)
  const strideX = load<i32>(axes, 4)
  const strideOut = load<i32>(axes, 8)
  const from = x + (<usize>(fromX + first * strideX) << 2)
  const to = out + (<usize>(fromOut + first * strideOut) << 2)
  if (rank == 2 && strideX == 1 && load<i32>(axes, 20) == 1) {
    transpose(from, to, last - first, load<i32>(axes, 12), load<i32>(axes, 16), strideOut)
  } else walk(from, to, last - first, rank, axes)
}

/** The first `count` positions along the first axis, and everything of the others. */
function walk(x: usize, out: usize, count: i32, rank: i32, axes: usize): void {
  const stepX = <usize>load<i32>(axes, 4) << 2
  const stepOut = <usize>load<i32>(axes, 8) << 2
  if (rank == 1) return line(x, out, count, stepX, stepOut)
  const inner = axes + 12
  const innerCount = load<i32>(inner)
  for (let i = 0; i < count; i++) {
    walk(x, out, innerCount, rank - 1, inner)
    x += stepX
    out += stepOut
  }
}

/** One axis. */
function line(x: usize, out: usize, count: i32, stepX: usize, stepOut: usize): void {
  if (stepX == 4 && stepOut == 4) {
    memory.copy(out, x, <usize>count << 2)
    return
  }
  for (let i = 0; i < count; i++) {
    store<i32>(out, load<i32>(x))
    x += stepX
    out += stepOut
  }
}

/** out[i, j] = x[j, i] for rows of x that lie `strideX` apart and rows of out that lie `strideOut` apart: four by four. */
function transpose(x: usize, out: usize, rows: i32, columns: i32, strideX: i32, strideOut: i32): void {
  const stepX = <usize>strideX << 2
  const stepOut = <usize>strideOut << 2
  let i = 0
  for (; i + 4 <= rows; i += 4) {
    let j = 0
    for (; j + 4 <= columns; j += 4) {
      square(x + (<usize>i << 2) + <usize>j * stepX, out + <usize>i * stepOut + (<usize>j << 2), stepX, stepOut)
    }
    for (; j < columns; j++) {
      for (let r = i; r < i + 4; r++) {
        store<i32>(out + <usize>r * stepOut + (<usize>j << 2), load<i32>(x + (<usize>r << 2) + <usize>j * stepX))
      }
    }
  }
  for (; i < rows; i++) line(x + (<usize>i << 2), out + <usize>i * stepOut, columns, stepX, 4)
}

/** Four rows of four elements, transposed in registers. */
@inline function square(x: usize, out: usize, stepX: usize, stepOut: usize): void {
  const a = v128.load(x)
  const b = v128.load(x + stepX)
  const c = v128.load(x + 2 * stepX)
  const d = v128.load(x + 3 * stepX)
  const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5)
  const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7)
  const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5)
  const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7)
  v128.store(out, v128.shuffle<i64>(abLow, cdLow, 0, 2))
  v128.store(out + stepOut, v128.shuffle<i64>(abLow, cdLow, 1, 3))
  v128.store(out + 2 * stepOut, v128.shuffle<i64>(abHigh, cdHigh, 0, 2))
  v128.store(out + 3 * stepOut, v128.shuffle<i64>(abHigh, cdHigh, 1, 3))
}
