import type { Storage } from '../../../tensor/kernels/storage.ts'

/** out[i] = x[offsets[i]]: every broadcast, transpose and slice. */
export const pickInto = (out: Storage, x: Storage, offsets: Int32Array): Storage => {
  for (let i = 0; i < out.length; i++) out[i] = x[offsets[i]!]!
  return out
}

/** out[offsets[i]] = x[i]: every pad and concat. */
export const placeInto = (out: Storage, x: Storage, offsets: Int32Array): Storage => {
  for (let i = 0; i < x.length; i++) out[offsets[i]!] = x[i]!
  return out
}

/** out[offsets[i]] += x[i], upward in i from +0: every fold. */
export const addAtInto = (out: Storage, x: Storage, offsets: Int32Array, round: (x: number) => number): Storage => {
  for (let i = 0; i < x.length; i++) out[offsets[i]!] = round(out[offsets[i]!]! + x[i]!)
  return out
}

/** out[i, …] = table[ids[i], …], with rows of `width` numbers. */
export const gatherInto = (out: Storage, table: Storage, ids: Storage, width: number): Storage => {
  for (let i = 0; i < ids.length; i++) out.set(table.subarray(ids[i]! * width, (ids[i]! + 1) * width), i * width)
  return out
}

/** out[ids[i], …] += updates[i, …], upward in i from +0. The store rounds. */
export const scatterAddInto = (out: Storage, ids: Storage, updates: Storage, width: number): Storage => {
  for (let i = 0; i < ids.length; i++) {
    for (let j = 0; j < width; j++) out[ids[i]! * width + j] = out[ids[i]! * width + j]! + updates[i * width + j]!
  }
  return out
}

/** out[i] = the coordinate of i along an axis with this size and stride. */
export const iotaInto = (out: Storage, size: number, stride: number): Storage => {
  for (let i = 0; i < out.length; i++) out[i] = Math.floor(i / stride) % size
  return out
}
