import type { Rank, Scalar, Tensor, Tensor4D, Variable } from '@tensorflow/tfjs'
import { IORef } from 'fp-ts/lib/IORef.js'
import type { Shape } from '../../../src/tensor.ts'
import * as tree from '../../../src/tree.ts'
import type { TensorFlow, Tf } from '../../tensorflow/index.ts'
import { lastOf } from '../kernels/repeat.ts'
import { floatsOf, networkStart } from '../our-networks.ts'
import type { Bench } from '../peer.ts'
import type { NetworkName, NetworkTraining } from '../task.ts'
import { optimizers } from './tfjs-training.ts'

/** A weight by its path in our parameters. */
type Weight = (path: string) => Tensor

type Loss = (tf: Tf, w: Weight, x: Tensor, t: Tensor) => Scalar

const affine = (tf: Tf, x: Tensor, w: Weight, path: string): Tensor => tf.add(tf.matMul(x, w(`${path}.w`)), w(`${path}.b`))

/** A convolution, rectified, and the largest of each four. */
const convolved = (tf: Tf, x: Tensor, w: Weight, path: string, padding: 'same' | 'valid'): Tensor =>
  tf.maxPool(tf.relu(tf.add(tf.conv2d(x as Tensor4D, w(`${path}.w`) as Tensor4D, 1, padding), w(`${path}.b`))) as Tensor4D, 2, 2, 'valid')

const lenet: Loss = (tf, w, x, t) => {
  const image = convolved(tf, convolved(tf, x, w, '0', 'same'), w, '1', 'valid')
  const [first, second] = [tf.relu(affine(tf, tf.reshape(image, [32, 400]), w, '2')), (h: Tensor) => tf.relu(affine(tf, h, w, '3'))]
  return tf.losses.softmaxCrossEntropy<Tensor, Scalar>(t, affine(tf, second(first), w, '4'))
}

/** One step after another, as their RNN layers do, but for one product of all inputs before. */
const lstm: Loss = (tf, w, x, t) => {
  const inputs = tf.unstack(tf.transpose(tf.reshape(affine(tf, tf.reshape(x, [32 * 32, 64]), w, '0'), [32, 32, 256]), [1, 0, 2]))
  const [last] = inputs.reduce<readonly [h: Tensor, c: Tensor]>(([h, c], input) => {
    const [i, f, g, o] = tf.split(tf.add(input, tf.matMul(h, w('0.u'))), 4, 1) as [Tensor, Tensor, Tensor, Tensor]
    const next = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)))
    return [tf.mul(tf.sigmoid(o), tf.tanh(next)), next]
  }, [tf.zeros([32, 64]), tf.zeros([32, 64])])
  return tf.losses.softmaxCrossEntropy<Tensor, Scalar>(t, affine(tf, last, w, '1'))
}

const normalized = (tf: Tf, x: Tensor, w: Weight, path: string): Tensor => {
  const { mean, variance } = tf.moments(x, -1, true)
  return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-3))), w(`${path}.gamma`)), w(`${path}.beta`))
}

/** With tanh, as the block has it when nothing is said. */
const gelu = (tf: Tf, x: Tensor): Tensor => {
  const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.mul(x, tf.mul(x, x)))))
  return tf.mul(tf.mul(x, 0.5), tf.add(1, tf.tanh(inner)))
}

const attended = (tf: Tf, x: Tensor, w: Weight): Tensor => {
  const [n, t, e, heads] = [16, 64, 64, 4]
  const all = tf.transpose(tf.reshape(affine(tf, tf.reshape(x, [n * t, e]), w, '0.0.1.qkv'), [n, t, 3, heads, e / heads]), [2, 0, 3, 1, 4])
  const [q, k, v] = tf.unstack(all) as [Tensor, Tensor, Tensor]
  const p = tf.softmax(tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(e / heads)))
  const y = tf.reshape(tf.transpose(tf.matMul(p, v), [0, 2, 1, 3]), [n * t, e])
  return tf.reshape(affine(tf, y, w, '0.0.1.out'), [n, t, e])
}

const transformer: Loss = (tf, w, x, t) => {
  const h = tf.add(x, attended(tf, normalized(tf, x, w, '0.0.0'), w))
  const inner = gelu(tf, affine(tf, tf.reshape(normalized(tf, h, w, '0.1.0'), [16 * 64, 64]), w, '0.1.1'))
  const y = tf.add(h, tf.reshape<Rank.R3>(affine(tf, inner, w, '0.1.2'), [16, 64, 64]))
  return tf.losses.meanSquaredError<Tensor, Scalar>(t, y)
}

const losses: Readonly<Record<NetworkName, Loss>> = { lenet, lstm, transformer }

/** Training as a user of TensorFlow.js writes it by hand: `variableGrads`, then the optimizer, in a tidy. */
export const networkBench = (tensorFlow: TensorFlow, task: NetworkTraining): Promise<Bench> => tensorFlow.use((tf) => {
  const { first, batch } = networkStart(task)
  const copied = (x: Parameters<typeof floatsOf>[0]): Tensor => tf.tensor(floatsOf(x), [...x.shape as Shape])
  const [x, t] = [copied(batch.x), copied(batch.labels)]
  const weights = tree.leaves(first.params).map(({ path, tensor }) => ({ path, first: copied(tensor) }))
  const variables = new Map(weights.map(({ path, first: numbers }): [string, Variable] => [path, tf.variable(numbers)]))
  const at: Weight = (path) => {
    const found = variables.get(path)
    if (found === undefined) throw new Error(`there is no weight ${path}`)
    return found
  }
  const optimizer = new IORef(optimizers[task.optimizer](tf))
  const one = (): Scalar => tf.tidy(() => {
    const { value, grads } = tf.variableGrads(() => losses[task.network](tf, at, x, t), [...variables.values()])
    optimizer.read().applyGradients(grads)
    return value
  })
  return {
    restart: () => tensorFlow.use(() => {
      weights.forEach(({ path, first: numbers }) => { variables.get(path)?.assign(numbers) })
      optimizer.read().dispose()
      optimizer.write(optimizers[task.optimizer](tf))()
    }),
    step: (count) => tensorFlow.use(() => {
      const loss = lastOf(count, one, (earlier) => { earlier.dispose() })
      const [value = NaN] = loss.dataSync()
      loss.dispose()
      return value
    }),
    dispose: () => tensorFlow.use(() => {
      optimizer.read().dispose()
      tf.dispose([x, t, ...variables.values(), ...weights.map((weight) => weight.first)])
    }),
  }
})
