import { SUM_BLOCK } from '../codes'
import { COLUMNS, groups, share, storeSome } from './units'

/** Running sums of a block: term i goes to running sum i mod LANES. */
const LANES: i32 = 8

/**
 * The sums of blocks: x [outer, terms, inner] → out [outer, blocks, inner], a block being 4096 terms. Term i of a block
 * goes to running sum i mod 8, each upward from +0; then the eight are added upward. Where there is more than one block, the
 * plan goes on with another sum over the blocks. The order is that of `engines/eager/kernels/reduce.ts`.
 */
export function sum(x: usize, out: usize, outer: i32, terms: i32, inner: i32, thread: i32, threads: i32): void {
  const blocks = (terms + SUM_BLOCK - 1) / SUM_BLOCK
  const wide = inner == 1 ? 1 : groups(inner)
  const units = outer * blocks * wide
  const last = share(units, thread + 1, threads)
  for (let unit = share(units, thread, threads); unit < last; unit++) {
    const row = unit / wide
    const block = row % blocks
    const first = block * SUM_BLOCK
    const count = min(SUM_BLOCK, terms - first)
    const from = x + (<usize>((row / blocks * terms + first) * inner) << 2)
    const to = out + (<usize>(row * inner) << 2)
    if (inner == 1) store<f32>(to, sumOfRow(from, count))
    else {
      const column = unit % wide * COLUMNS
      sumOfColumns(from + (<usize>column << 2), to + (<usize>column << 2), count, inner, min(COLUMNS, inner - column))
    }
  }
}

/** The sum of adjacent terms: the eight running sums lie in two vectors. */
function sumOfRow(x: usize, count: i32): f32 {
  let low = f32x4.splat(0)
  let high = f32x4.splat(0)
  let i = 0
  for (; i + LANES <= count; i += LANES) {
    low = f32x4.add(low, v128.load(x + (<usize>i << 2)))
    high = f32x4.add(high, v128.load(x + (<usize>i << 2), 16))
  }
  let l0 = f32x4.extract_lane(low, 0)
  let l1 = f32x4.extract_lane(low, 1)
  let l2 = f32x4.extract_lane(low, 2)
  let l3 = f32x4.extract_lane(low, 3)
  let l4 = f32x4.extract_lane(high, 0)
  let l5 = f32x4.extract_lane(high, 1)
  let l6 = f32x4.extract_lane(high, 2)
  const l7 = f32x4.extract_lane(high, 3)
  const rest = x + (<usize>i << 2)
  const left = count - i
  if (left > 0) l0 += load<f32>(rest)
  if (left > 1) l1 += load<f32>(rest, 4)
  if (left > 2) l2 += load<f32>(rest, 8)
  if (left > 3) l3 += load<f32>(rest, 12)
  if (left > 4) l4 += load<f32>(rest, 16)
  if (left > 5) l5 += load<f32>(rest, 20)
  if (left > 6) l6 += load<f32>(rest, 24)
  return l0 + l1 + l2 + l3 + l4 + l5 + l6 + l7
}

/** The sums of up to 16 columns with terms `stride` apart: one running sum after the other, 16 columns at once. */
function sumOfColumns(x: usize, to: usize, count: i32, stride: i32, columns: i32): void {
  const bytes = <usize>stride << 2
  let t0 = f32x4.splat(0)
  let t1 = f32x4.splat(0)
  let t2 = f32x4.splat(0)
  let t3 = f32x4.splat(0)
  for (let lane = 0; lane < LANES; lane++) {
    let r0 = f32x4.splat(0)
    let r1 = f32x4.splat(0)
    let r2 = f32x4.splat(0)
    let r3 = f32x4.splat(0)
    let at = x + <usize>lane * bytes
    for (let i = lane; i < count; i += LANES) {
      r0 = f32x4.add(r0, v128.load(at))
      if (columns > 4) {
        r1 = f32x4.add(r1, v128.load(at, 16))
        if (columns > 8) {
          r2 = f32x4.add(r2, v128.load(at, 32))
          r3 = f32x4.add(r3, v128.load(at, 48))
        }
      }
      at += bytes * LANES
    }
    t0 = lane == 0 ? r0 : f32x4.add(t0, r0)
    t1 = lane == 0 ? r1 : f32x4.add(t1, r1)
    t2 = lane == 0 ? r2 : f32x4.add(t2, r2)
    t3 = lane == 0 ? r3 : f32x4.add(t3, r3)
  }
  storeSome(to, t0, columns)
  storeSome(to + 16, t1, columns - 4)
  storeSome(to + 32, t2, columns - 8)
  storeSome(to + 48, t3, columns - 12)
}
