// Placeholder while the packed kernel is being written: overwrite this file.
export function matmul(flags: i32, batch: i32, n: i32, k: i32, m: i32, a: usize, b: usize, out: usize, scratch: usize, thread: i32, threads: i32): void {
  if (thread != 0) return
  for (let g = 0; g < batch; g++) for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) {
    let total: f32 = 0
    for (let s = 0; s < k; s += 256) {
      let partial: f32 = 0
      for (let p = s; p < min(s + 256, k); p++) {
        const ai = flags & 1 ? p * n + i : i * k + p
        const bi = flags & 2 ? j * k + p : p * m + j
        partial += load<f32>(a + (<usize>(g * n * k + ai) << 2)) * load<f32>(b + (<usize>(g * k * m + bi) << 2))
      }
      total = s == 0 ? partial : total + partial
    }
    store<f32>(out + (<usize>(g * n * m + i * m + j) << 2), total)
  }
}
