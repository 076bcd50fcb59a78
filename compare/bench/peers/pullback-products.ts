import { IORef } from 'fp-ts/lib/IORef.js'
import { compile, f32, fromFlat, item, type Ops } from '../../../src/index.ts'
import type { Float, Scalar } from '../../../src/tensor.ts'
import { stepped } from '../kernels/repeat.ts'
import { productNumbers } from '../numbers.ts'
import type { Bench } from '../peer.ts'
import type { Products } from '../task.ts'

/** n × n, a size that only the running program knows. */
type Square = Float<readonly [1, 1]>

/** c ← c h so many times, and its first element. */
const chain = ({ count }: Products) => (ops: Ops) => (c: Square, h: Square): readonly [c: Square, first: Scalar] => {
  const last = Array.from({ length: count }).reduce<Square>((product) => ops.matmul(product, h), c)
  return [last, ops.reshape(ops.slice(last, { start: [0, 0] }, [1, 1]), [])]
}

/** Products of two matrices on so many threads of the compiled engine; 0 is the eager one. */
export const productsBench = (task: Products, threads: number): Bench => {
  const numbers = productNumbers(task)
  const square = (given: Float32Array): Square => fromFlat([task.size as 1, task.size as 1] as const, given)
  const [first, h] = [square(numbers.c), square(numbers.h)]
  const own = threads === 0 ? undefined : compile(chain(task), { threads })
  const product: (c: Square, h: Square) => readonly [c: Square, first: Scalar] = own ?? chain(task)(f32)
  const c = new IORef(first)
  return {
    restart: c.write(first),
    step: (count) => {
      const [last, corner] = stepped(count, c.read(), (given) => product(given, h))
      c.write(last)()
      return item(corner)
    },
    dispose: () => { own?.dispose() },
  }
}
