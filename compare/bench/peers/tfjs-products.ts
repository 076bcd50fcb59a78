import type { Tensor2D } from '@tensorflow/tfjs'
import { IORef } from 'fp-ts/lib/IORef.js'
import type { TensorFlow } from '../../tensorflow/index.ts'
import { lastOf } from '../kernels/repeat.ts'
import { productNumbers } from '../numbers.ts'
import type { Bench } from '../peer.ts'
import type { Products } from '../task.ts'

/** c ← c h with `tf.matMul`. */
export const productsBench = (tensorFlow: TensorFlow, task: Products): Promise<Bench> => tensorFlow.use((tf) => {
  const numbers = productNumbers(task)
  const square = (given: Float32Array): Tensor2D => tf.tensor2d(Float32Array.from(given), [task.size, task.size])
  const [first, h] = [square(numbers.c), square(numbers.h)]
  const c = new IORef(first.clone())
  const put = (next: Tensor2D): void => {
    c.read().dispose()
    c.write(next)()
  }
  const chain = (): Tensor2D =>
    tf.tidy(() => Array.from({ length: task.count }).reduce<Tensor2D>((product) => tf.matMul(product, h), c.read()))
  return {
    restart: () => tensorFlow.use(() => { put(first.clone()) }),
    step: (count) => tensorFlow.use(() => {
      lastOf(count, () => { put(chain()) }, () => undefined)
      const corner = tf.slice2d(c.read(), [0, 0], [1, 1])
      const [value = NaN] = corner.dataSync()
      corner.dispose()
      return value
    }),
    dispose: () => tensorFlow.use(() => { tf.dispose([first, h, c.read()]) }),
  }
})
