import { IORef } from 'fp-ts/lib/IORef.js'
import { lastOf } from '../kernels/repeat.ts'
import { type LayerNumbers, trainingNumbers } from '../numbers.ts'
import type { Bench } from '../peer.ts'
import { settings, type Training } from '../task.ts'

export type Jax = typeof import('@jax-js/jax')
/** An array of theirs. A function uses up what it is given; `.ref` keeps it. */
export type Held = InstanceType<Jax['Array']>

/** Weights by their paths. */
export type Weights = Record<string, Held>
type Sgd = { params: Weights }
type Adam = { params: Weights; m: Weights; v: Weights; count: Held }
/** One number from weights, inputs and labels, all of which it uses up. */
export type Loss = (params: Weights, x: Held, t: Held) => Held

const activations: Readonly<Record<Training['hidden' | 'last'], (jax: Jax, x: Held) => Held>> = {
  relu: (jax, x) => jax.nn.relu(x),
  sigmoid: (jax, x) => jax.nn.sigmoid(x),
  none: (_jax, x) => x,
}

const losses: Readonly<Record<Training['loss'], (jax: Jax, t: Held, y: Held) => Held>> = {
  halfSquaredError: (jax, t, y) => jax.numpy.square(y.sub(t)).sum().mul(0.5),
  meanSquaredError: (jax, t, y) => jax.numpy.square(y.sub(t)).mean(),
  softmaxCrossEntropy: (jax, t, y) => jax.nn.logSoftmax(y, -1).mul(t).sum(-1).mean().mul(-1),
}

const eachLeaf = (jax: Jax, a: Weights, b: Weights, f: (a: Held, b: Held) => Held): Weights => jax.tree.map<Held, Held, Weights>(f, a, b)

/** A weight, which is used up where it is asked for. */
export const weight = (params: Weights, path: string): Held => {
  const found = params[path]
  if (found === undefined) throw new Error(`there is no weight ${path}`)
  return found
}

export const affine = ({ numpy }: Jax, x: Held, params: Weights, path: string): Held =>
  numpy.matmul(x, weight(params, `${path}.w`)).add(weight(params, `${path}.b`))

const lossOf = (jax: Jax, { widths, hidden, last, loss }: Training): Loss => (params, x, t) => {
  const y = widths.slice(1).reduce((h, _, i) =>
    activations[i === widths.length - 2 ? last : hidden](jax, affine(jax, h, params, String(i))), x)
  return losses[loss](jax, t, y)
}

/** p − η g, the whole step under one `jit`. */
const sgdStep = (jax: Jax, loss: Loss) => {
  const valueAndGrad = jax.valueAndGrad(loss)
  const { learningRate } = settings.sgd
  return jax.jit(({ params }: Sgd, x: Held, t: Held): [Sgd, Held] => {
    const [value, grads] = valueAndGrad(jax.tree.ref(params), x, t)
    return [{ params: eachLeaf(jax, params, grads, (p, g) => p.sub(g.mul(learningRate))) }, value]
  })
}

/** Adam by hand as its own optax does it, the count among the state, the whole step under one `jit`. */
const adamStep = (jax: Jax, loss: Loss) => {
  const { numpy: np, tree, jit } = jax
  const valueAndGrad = jax.valueAndGrad(loss)
  const { learningRate, beta1, beta2, epsilon } = settings.adam
  return jit(({ params, m, v, count }: Adam, x: Held, t: Held): [Adam, Held] => {
    const [value, grads] = valueAndGrad(tree.ref(params), x, t)
    const next = count.add(1)
    const correction = (beta: number): Held => np.subtract(1, np.power(beta, next.ref))
    const [c1, c2] = [correction(beta1), correction(beta2)]
    const nextM = eachLeaf(jax, m, grads, (old, g) => old.mul(beta1).add(g.ref.mul(1 - beta1)))
    const nextV = eachLeaf(jax, v, grads, (old, g) => old.mul(beta2).add(np.square(g).mul(1 - beta2)))
    const change = eachLeaf(jax, nextM, nextV, (mean, square) =>
      mean.ref.div(c1.ref).div(np.sqrt(square.ref.div(c2.ref)).add(epsilon)).mul(learningRate))
    const nextParams = eachLeaf(jax, params, change, (p, d) => p.sub(d))
    c1.dispose()
    c2.dispose()
    return [{ params: nextParams, m: nextM, v: nextV, count: next }, value]
  })
}

const weightsOf = (jax: Jax, layers: readonly LayerNumbers[]): Weights => Object.fromEntries(layers.flatMap(({ inputs, units, w, b }, i) => [
  [`${i}.w`, jax.numpy.array(Float32Array.from(w), { shape: [inputs, units] })], [`${i}.b`, jax.numpy.array(Float32Array.from(b))],
]))

const zerosLike = (jax: Jax, layers: readonly LayerNumbers[]): Weights => Object.fromEntries(layers.flatMap(({ inputs, units }, i) =>
  [[`${i}.w`, jax.numpy.zeros([inputs, units])], [`${i}.b`, jax.numpy.zeros([units])]]))

/** A step that uses up its state, and the first state. */
interface Run<S> {
  readonly step: { (state: S, x: Held, t: Held): [S, Held]; dispose: () => void }
  readonly first: () => S
}

/** One batch, as arrays of theirs. */
interface Given {
  readonly x: Held
  readonly labels: Held
}

const runBench = <S extends Sgd | Adam>(jax: Jax, { x, labels }: Given, { step, first }: Run<S>): Bench => {
  const state = new IORef(first())
  const one = (): Held => {
    const [next, loss] = step(state.read(), x.ref, labels.ref)
    state.write(next)()
    return loss
  }
  return {
    restart: () => {
      jax.tree.dispose(state.read())
      state.write(first())()
    },
    // Each loss is read: jax-js queues what nobody asks for, and is several times slower when the queue grows.
    step: async (count) => {
      const [loss = NaN] = lastOf(count, one, (earlier) => { earlier.dataSync() }).dataSync()
      await jax.blockUntilReady(state.read())
      return loss
    },
    dispose: () => {
      step.dispose()
      jax.tree.dispose(state.read())
      x.dispose()
      labels.dispose()
    },
  }
}

/** Training with a loss and an optimizer; `first` and `zeros` make weights afresh. */
export const lossBench = (
  jax: Jax, optimizer: Training['optimizer'], given: Given, loss: Loss, first: () => Weights, zeros: () => Weights,
): Bench => optimizer === 'sgd'
  ? runBench<Sgd>(jax, given, { step: sgdStep(jax, loss), first: () => ({ params: first() }) })
  : runBench<Adam>(jax, given, {
    step: adamStep(jax, loss),
    first: () => ({ params: first(), m: zeros(), v: zeros(), count: jax.numpy.array(0) }),
  })

/** Training as a user of jax-js writes it: `valueAndGrad` and the update in one jitted function. */
export const trainingBench = (jax: Jax, task: Training): Bench => {
  const { layers, x, labels } = trainingNumbers(task)
  const matrix = (numbers: Float32Array): Held => jax.numpy.array(Float32Array.from(numbers), { shape: [task.batch, numbers.length / task.batch] })
  return lossBench(
    jax, task.optimizer, { x: matrix(x), labels: matrix(labels) }, lossOf(jax, task), () => weightsOf(jax, layers), () => zerosLike(jax, layers))
}
