import type { Optimizer, Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs'
import { IORef } from 'fp-ts/lib/IORef.js'
import type { TensorFlow, Tf } from '../../tensorflow/index.ts'
import { lastOf } from '../kernels/repeat.ts'
import { trainingNumbers } from '../numbers.ts'
import type { Bench } from '../peer.ts'
import { settings, type Training } from '../task.ts'

interface Layer {
  readonly w: Variable
  readonly b: Variable
}

export const optimizers: Readonly<Record<Training['optimizer'], (tf: Tf) => Optimizer>> = {
  sgd: (tf) => tf.train.sgd(settings.sgd.learningRate),
  adam: (tf) => tf.train.adam(settings.adam.learningRate, settings.adam.beta1, settings.adam.beta2, settings.adam.epsilon),
}

const activations: Readonly<Record<Training['hidden' | 'last'], (tf: Tf, x: Tensor) => Tensor>> = {
  relu: (tf, x) => tf.relu(x),
  sigmoid: (tf, x) => tf.sigmoid(x),
  none: (_tf, x) => x,
}

const losses: Readonly<Record<Training['loss'], (tf: Tf, t: Tensor, y: Tensor) => Scalar>> = {
  halfSquaredError: (tf, t, y) => tf.mul<Scalar>(0.5, tf.sum(tf.squaredDifference(y, t))),
  meanSquaredError: (tf, t, y) => tf.losses.meanSquaredError<Tensor, Scalar>(t, y),
  softmaxCrossEntropy: (tf, t, y) => tf.losses.softmaxCrossEntropy<Tensor, Scalar>(t, y),
}

// A product and a sum by themselves: the fused product was slower under the tape in every trial.
const lossOf = (tf: Tf, { hidden, last, loss }: Training, layers: readonly Layer[], x: Tensor2D, t: Tensor2D): Scalar => {
  const y = layers.reduce<Tensor>((h, { w, b }, i) =>
    activations[i === layers.length - 1 ? last : hidden](tf, tf.add(tf.matMul(h, w), b)), x)
  return losses[loss](tf, t, y)
}

/** Tensors of theirs that live until they are disposed of; they keep a hold of an array, so it is copied. */
const matrix = (tf: Tf, rows: number, numbers: Float32Array): Tensor2D => tf.tensor2d(Float32Array.from(numbers), [rows, numbers.length / rows])

/** Training as a user of TensorFlow.js writes it by hand: `variableGrads`, then the optimizer, in a tidy. */
export const trainingBench = (tensorFlow: TensorFlow, task: Training): Promise<Bench> => tensorFlow.use((tf) => {
  const numbers = trainingNumbers(task)
  const [x, t] = [matrix(tf, task.batch, numbers.x), matrix(tf, task.batch, numbers.labels)]
  const first = numbers.layers.map(({ inputs, w, b }) => ({ w: matrix(tf, inputs, w), b: tf.tensor1d(Float32Array.from(b)) }))
  const layers = first.map(({ w, b }) => ({ w: tf.variable(w), b: tf.variable(b) }))
  const variables: Variable[] = layers.flatMap(({ w, b }) => [w, b])
  const optimizer = new IORef(optimizers[task.optimizer](tf))

  const one = (): Scalar => tf.tidy(() => {
    const { value, grads } = tf.variableGrads(() => lossOf(tf, task, layers, x, t), variables)
    optimizer.read().applyGradients(grads)
    return value
  })
  return {
    restart: () => tensorFlow.use(() => {
      first.forEach(({ w, b }, i) => { layers[i]?.w.assign(w); layers[i]?.b.assign(b) })
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
      tf.dispose([x, t, ...variables, ...first.flatMap(({ w, b }) => [w, b])])
    }),
  }
})
