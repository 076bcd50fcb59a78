import { share } from './reduction/units'

/**
 * out = 0, then every window of x is added to where it comes from, in row-major order of x. `axes` holds size, stride in x and
 * stride in out for each axis of one part. Threads share the parts, which do not overlap.
 */
export function fold(
  x: usize, out: usize, parts: i32, sizeOfX: i32, sizeOfOut: i32, rank: i32, axes: usize, thread: i32, threads: i32,
): void {
  const last = share(parts, thread + 1, threads)
  for (let part = share(parts, thread, threads); part < last; part++) {
    const to = out + (<usize>(part * sizeOfOut) << 2)
    memory.fill(to, 0, <usize>sizeOfOut << 2)
    walk(x + (<usize>(part * sizeOfX) << 2), to, rank, axes)
  }
}

function walk(x: usize, out: usize, rank: i32, axes: usize): void {
  const count = load<i32>(axes)
  const stepX = <usize>load<i32>(axes, 4) << 2
  const stepOut = <usize>load<i32>(axes, 8) << 2
  if (rank == 1) return line(x, out, count, stepX, stepOut)
  for (let i = 0; i < count; i++) {
    walk(x, out, rank - 1, axes + 12)
    x += stepX
    out += stepOut
  }
}

/** One axis: two elements of it never meet. */
function line(x: usize, out: usize, count: i32, stepX: usize, stepOut: usize): void {
  let i = 0
  if (stepX == 4 && stepOut == 4) {
    for (; i + 4 <= count; i += 4) {
      v128.store(out, f32x4.add(v128.load(out), v128.load(x)))
      x += 16
      out += 16
    }
  }
  for (; i < count; i++) {
    store<f32>(out, load<f32>(out) + load<f32>(x))
    x += stepX
    out += stepOut
  }
}
