/** y = a */
export function move(to: usize, end: usize, a: usize, stepA: usize): void {
  for (; to < end; to += 64, a += stepA) {
    v128.store(to, v128.load(a))
    v128.store(to, v128.load(a, 16), 16)
    v128.store(to, v128.load(a, 32), 32)
    v128.store(to, v128.load(a, 48), 48)
  }
}

/** y = b where the mask a is set, else c */
export function select(
  to: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize, c: usize, stepC: usize,
): void {
  for (; to < end; to += 64, a += stepA, b += stepB, c += stepC) {
    v128.store(to, v128.bitselect(v128.load(b), v128.load(c), v128.load(a)))
    v128.store(to, v128.bitselect(v128.load(b, 16), v128.load(c, 16), v128.load(a, 16)), 16)
    v128.store(to, v128.bitselect(v128.load(b, 32), v128.load(c, 32), v128.load(a, 32)), 32)
    v128.store(to, v128.bitselect(v128.load(b, 48), v128.load(c, 48), v128.load(a, 48)), 48)
  }
}
