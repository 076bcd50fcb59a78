import type { Storage } from '../../../tensor/kernels/storage.ts'

/** out[i] = f(x[i]). The store into `out` is the one rounding. */
export const mapInto = (out: Storage, x: Storage, f: (x: number) => number): Storage => {
  for (let i = 0; i < out.length; i++) out[i] = f(x[i]!)
  return out
}

/** out[i] = f(a[i], b[i]). For + − × ÷ in f32: the f64 result rounded to f32 equals the exact result rounded once. */
export const zipInto = (out: Storage, a: Storage, b: Storage, f: (a: number, b: number) => number): Storage => {
  for (let i = 0; i < out.length; i++) out[i] = f(a[i]!, b[i]!)
  return out
}

/** out[i] = mask[i] ? a[i] : b[i] */
export const selectInto = (out: Storage, mask: Storage, a: Storage, b: Storage): Storage => {
  for (let i = 0; i < out.length; i++) out[i] = mask[i] === 0 ? b[i]! : a[i]!
  return out
}

/** out[i] = value */
export const fillInto = (out: Storage, value: number): Storage => out.fill(value)
