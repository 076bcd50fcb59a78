import type { Optimizer, Tensor as Inner } from '@tensorflow/tfjs'
import type { Tf } from '../tensorflow/index.ts'
import { number, type Settings } from './settings.ts'
import { type Equation, writtenOptimizer } from './written-optimizer.ts'

/** Optimizers that `tf.train` does not have, or has otherwise than the paper: from the papers' equations, in TensorFlow.js functions. */

type Written = (tf: Tf, settings: Settings) => Optimizer

const written = (initial: (s: Settings) => readonly number[], equation: (s: Settings) => Equation): Written =>
  (tf, settings) => writtenOptimizer(tf, initial(settings), equation(settings))

/** An accumulator that the list has for certain. */
const at = (kept: readonly Inner[], place: number): Inner => {
  const found = kept[place]
  if (found === undefined) throw new Error(`there is no accumulator ${place}`)
  return found
}

const average = (tf: Tf, beta: number, old: Inner, x: Inner): Inner => tf.add(tf.mul(old, beta), tf.mul(x, 1 - beta))

/** x − η d */
const down = (tf: Tf, s: Settings, x: Inner, d: Inner): Inner => tf.sub(x, tf.mul(d, number(s, 'learningRate')))

const corrected = (tf: Tf, average: Inner, beta: number, t: number): Inner => tf.div(average, 1 - beta ** t)

/** √v + ε */
const rootPlus = (tf: Tf, v: Inner, s: Settings): Inner => tf.add(tf.sqrt(v), number(s, 'epsilon'))

/** m and v of Adam after an update. */
const averages = (tf: Tf, s: Settings, kept: readonly Inner[], g: Inner): readonly [m: Inner, v: Inner] =>
  [average(tf, number(s, 'beta1'), at(kept, 0), g), average(tf, number(s, 'beta2'), at(kept, 1), tf.square(g))]

const adamStep = (tf: Tf, s: Settings, m: Inner, v: Inner, t: number): Inner =>
  tf.div(corrected(tf, m, number(s, 'beta1'), t), rootPlus(tf, corrected(tf, v, number(s, 'beta2'), t), s))

const zeros = (count: number) => (): readonly number[] => Array.from({ length: count }, () => 0)

/** Duchi, Hazan and Singer 2011. */
export const adagrad = written((s) => [number(s, 'initialAccumulator')], (s) => (tf, { x, g, kept }) => {
  const sum = tf.add(at(kept, 0), tf.square(g))
  return { x: down(tf, s, x, tf.div(g, rootPlus(tf, sum, s))), kept: [sum] }
})

/** Zeiler 2012. */
export const adadelta = written(zeros(2), (s) => (tf, { x, g, kept }) => {
  const rms = (mean: Inner): Inner => tf.sqrt(tf.add(mean, number(s, 'epsilon')))
  const gradients = average(tf, number(s, 'rho'), at(kept, 0), tf.square(g))
  const step = tf.mul(tf.div(rms(at(kept, 1)), rms(gradients)), g)
  return { x: down(tf, s, x, step), kept: [gradients, average(tf, number(s, 'rho'), at(kept, 1), tf.square(step))] }
})

/** Graves 2013. */
export const centeredRmsprop = written(zeros(3), (s) => (tf, { x, g, kept }) => {
  const decay = number(s, 'decay')
  const [n, mean] = [average(tf, decay, at(kept, 0), tf.square(g)), average(tf, decay, at(kept, 2), g)]
  const deviation = tf.sqrt(tf.add(tf.sub(n, tf.square(mean)), number(s, 'epsilon')))
  const velocity = tf.sub(tf.mul(at(kept, 1), number(s, 'momentum')), tf.mul(tf.div(g, deviation), -number(s, 'learningRate')))
  return { x: tf.sub(x, velocity), kept: [n, velocity, mean] }
})

/** Loshchilov and Hutter 2019, with the decay multiplied by the learning rate. */
export const adamw = written(zeros(2), (s) => (tf, { x, g, kept, t }) => {
  const [m, v] = averages(tf, s, kept, g)
  return { x: down(tf, s, x, tf.add(adamStep(tf, s, m, v, t), tf.mul(x, number(s, 'weightDecay')))), kept: [m, v] }
})

/** Reddi, Kale and Kumar 2018. */
export const amsgrad = written(zeros(3), (s) => (tf, { x, g, kept }) => {
  const [m, v] = averages(tf, s, kept, g)
  const largest = tf.maximum(at(kept, 2), v)
  return { x: down(tf, s, x, tf.div(m, rootPlus(tf, largest, s))), kept: [m, v, largest] }
})

/** Dozat 2016, with one momentum for all steps. */
export const nadam = written(zeros(2), (s) => (tf, { x, g, kept, t }) => {
  const [mu, [m, v]] = [number(s, 'beta1'), averages(tf, s, kept, g)]
  const ahead = tf.add(corrected(tf, tf.mul(m, mu), mu, t + 1), corrected(tf, tf.mul(g, 1 - mu), mu, t))
  return { x: down(tf, s, x, tf.div(ahead, rootPlus(tf, corrected(tf, v, number(s, 'beta2'), t), s))), kept: [m, v] }
})

/** Liu et al. 2020. */
export const radam = written(zeros(2), (s) => (tf, { x, g, kept, t }) => {
  const [beta2, [m, v]] = [number(s, 'beta2'), averages(tf, s, kept, g)]
  const last = 2 / (1 - beta2) - 1
  const rho = last - 2 * t * beta2 ** t / (1 - beta2 ** t)
  const mean = corrected(tf, m, number(s, 'beta1'), t)
  const step = rho > number(s, 'threshold')
    ? tf.div(
      tf.mul(mean, Math.sqrt((rho - 4) * (rho - 2) * last / ((last - 4) * (last - 2) * rho))),
      rootPlus(tf, corrected(tf, v, beta2, t), s))
    : mean
  return { x: down(tf, s, x, step), kept: [m, v] }
})

/** 1, 0 or −1. Their own `tf.sign` gives 0 on wasm for every number below 2⁻²³. */
const sign = (tf: Tf, x: Inner): Inner => tf.sub(tf.cast(tf.greater(x, 0), 'float32'), tf.cast(tf.less(x, 0), 'float32'))

/** Chen et al. 2023. */
export const lion = written(zeros(1), (s) => (tf, { x, g, kept }) => {
  const direction = sign(tf, average(tf, number(s, 'beta1'), at(kept, 0), g))
  return {
    x: down(tf, s, x, tf.add(direction, tf.mul(x, number(s, 'weightDecay')))),
    kept: [average(tf, number(s, 'beta2'), at(kept, 0), g)],
  }
})

/** You et al. 2020. */
export const lamb = written(zeros(2), (s) => (tf, { x, g, kept, t }) => {
  const [m, v] = averages(tf, s, kept, g)
  const step = tf.add(adamStep(tf, s, m, v, t), tf.mul(x, number(s, 'weightDecay')))
  const norm = (tensor: Inner): Inner => tf.sqrt(tf.sum(tf.square(tensor)))
  const bothThere = tf.logicalAnd(tf.greater(norm(x), 0), tf.greater(norm(step), 0))
  const ratio = tf.where(bothThere, tf.div(norm(x), norm(step)), tf.scalar(1))
  return { x: down(tf, s, x, tf.mul(step, ratio)), kept: [m, v] }
})
