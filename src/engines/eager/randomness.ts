import { requireThat } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import { showShape } from '../../shape/size.ts'
import { requireTensor } from '../../tensor/host.ts'
import type { Key, Tensor } from '../../tensor.ts'
import type { Context } from './context.ts'
import { foldInInto, randomBitsInto } from './kernels/threefry.ts'

/** Keys and random bits. */
export const randomness = ({ make, read }: Context): Pick<Ops, 'foldIn' | 'randomBits'> => {
  const words = (operation: string, key: Tensor): readonly [number, number] => {
    const [a = 0, b = 0] = read(operation, key)
    return [a, b]
  }
  return {
    foldIn: (key, data): Key => {
      requireKey('foldIn', key)
      if (typeof data === 'number') requireWord(data)
      else requireWhole(data)
      return make<readonly [2], 'u32'>('foldIn', [2], 'u32', (out) =>
        foldInInto(out, ...words('foldIn', key), (typeof data === 'number' ? data : read('foldIn', data)[0] ?? NaN) >>> 0))
    },
    randomBits: (key, shape) => {
      requireKey('randomBits', key)
      return make('randomBits', shape, 'u32', (out) => randomBitsInto(out, ...words('randomBits', key)))
    },
  }
}

const requireKey = (operation: string, key: Tensor): void => {
  requireTensor(operation, key)
  requireThat(key.dtype === 'u32' && key.shape.length === 1 && key.shape[0] === 2, operation, () =>
    `takes a key (u32[2]), not ${key.dtype} ${showShape(key.shape)}`)
}

const requireWord = (data: number): void => {
  requireThat(Number.isInteger(data) && data >= -(2 ** 31) && data < 2 ** 32, 'foldIn', () =>
    `takes a whole number of 32 bits, not ${data}`)
}

const requireWhole = (data: Tensor): void => {
  requireTensor('foldIn', data)
  requireThat(data.dtype === 'i32' && data.shape.length === 0, 'foldIn', () =>
    `takes a whole number (i32[]), not ${data.dtype} ${showShape(data.shape)}`)
}
