/** y = a */
export function move(to: usize, end: usize, a: usize, stepA: usize): void {
  for (; to < end; to += 16, a += stepA) v128.store(to, v128.load(a))
}

/** y = b where the mask a is set, else c */
export function select(
  to: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize, c: usize, stepC: usize,
): void {
  for (; to < end; to += 16, a += stepA, b += stepB, c += stepC) {
    v128.store(to, v128.bitselect(v128.load(b), v128.load(c), v128.load(a)))
  }
}
