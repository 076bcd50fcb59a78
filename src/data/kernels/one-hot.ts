import type { Storage } from '../../tensor/kernels/storage.ts'

/** Writes a 1 at each id's place in rows of `classes` numbers. */
export const oneHotInto = (out: Storage, ids: ArrayLike<number>, classes: number): void => {
  for (let row = 0; row < ids.length; row++) out[row * classes + ids[row]!] = 1
}
