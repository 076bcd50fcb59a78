import { IORef } from 'fp-ts/lib/IORef.js'
import { lastOf } from '../kernels/repeat.ts'
import { productNumbers } from '../numbers.ts'
import type { Bench } from '../peer.ts'
import type { Products } from '../task.ts'
import type { Held, Jax } from './jax-js-training.ts'

/** c ← c h, all products of a step under one `jit`. */
export const productsBench = (jax: Jax, { size, count, ...task }: Products): Bench => {
  const numbers = productNumbers({ size, count, ...task })
  const square = (given: Float32Array): Held => jax.numpy.array(Float32Array.from(given), { shape: [size, size] })
  const chain = jax.jit((c: Held, h: Held): [Held, Held] => {
    const last = Array.from({ length: count }).reduce<Held>((product) => jax.numpy.matmul(product, h.ref), c)
    h.dispose()
    return [last.ref, last.slice(0, 0)]
  })
  const [h, c] = [square(numbers.h), new IORef(square(numbers.c))]
  const one = (): Held => {
    const [next, corner] = chain(c.read(), h.ref)
    c.write(next)()
    return corner
  }
  return {
    restart: () => {
      c.read().dispose()
      c.write(square(numbers.c))()
    },
    step: async (steps) => {
      const [corner = NaN] = lastOf(steps, one, (earlier) => { earlier.dataSync() }).dataSync()
      await jax.blockUntilReady(c.read())
      return corner
    },
    dispose: () => {
      chain.dispose()
      c.read().dispose()
      h.dispose()
    },
  }
}
