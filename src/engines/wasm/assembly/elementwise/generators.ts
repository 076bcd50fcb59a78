/** y[i] = x[(i / inner) mod size] for the elements from `start`: a broadcast along the axes before and after one run of axes. */
export function expand(to: usize, count: i32, x: usize, start: i32, inner: i32, size: i32): void {
  if (size == 1) return fill(to, count, load<f32>(x))
  if (inner == 1) return repeat(to, count, x, start % size, size)
  let element = start / inner % size
  let left = inner - start % inner
  while (count > 0) {
    const run = min(left, count)
    fill(to, run, load<f32>(x + (<usize>element << 2)))
    to += <usize>run << 2
    count -= run
    left = inner
    element = element + 1 == size ? 0 : element + 1
  }
}

/** y[i] = (i / inner) mod size, as whole numbers. */
export function iota(to: usize, count: i32, start: i32, inner: i32, size: i32): void {
  for (let i = 0; i < count; i++) store<i32>(to + (<usize>i << 2), (start + i) / inner % size)
}

/** `count` times the same number; exactly so many, since another thread may write what follows. */
function fill(to: usize, count: i32, value: f32): void {
  const four = f32x4.splat(value)
  let i = 0
  for (; i + 4 <= count; i += 4) v128.store(to + (<usize>i << 2), four)
  for (; i < count; i++) store<f32>(to + (<usize>i << 2), value)
}

/** The row x again and again, beginning at its element `from`. */
function repeat(to: usize, count: i32, x: usize, from: i32, size: i32): void {
  while (count > 0) {
    const run = min(size - from, count)
    memory.copy(to, x + (<usize>from << 2), <usize>run << 2)
    to += <usize>run << 2
    count -= run
    from = 0
  }
}
