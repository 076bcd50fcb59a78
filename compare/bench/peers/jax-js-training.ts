import { IORef } from 'fp-ts/lib/IORef.js'
import { lastOf } from '../kernels/repeat.ts'
import { type LayerNumbers, trainingNumbers } from '../numbers.ts'
import type { Bench } from '../peer.ts'
import { settings, type Training } from '../task.ts'

export type Jax = typeof import('@jax-js/jax')
/** An array of theirs. A function uses up what it is given; `.ref` keeps it. */
export type Held = InstanceType<Jax['Array']>

type Layer = { w: Held; b: Held }
type Sgd = { params: Layer[] }
type Adam = { params: Layer[]; m: Layer[]; v: Layer[]; count: Held }

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

const eachLeaf = (jax: Jax, a: Layer[], b: Layer[], f: (a: Held, b: Held) => Held): Layer[] => jax.tree.map<Held, Held, Layer[]>(f, a, b)

/** Loss and gradients. */
const differentiated = (jax: Jax, { hidden, last, loss }: Training) =>
  jax.valueAndGrad((params: Layer[], x: Held, t: Held): Held => {
    const y = params.reduce((h, { w, b }, i) =>
      activations[i === params.length - 1 ? last : hidden](jax, jax.numpy.matmul(h, w).add(b)), x)
    return losses[loss](jax, t, y)
  })

/** p − η g, the whole step under one `jit`. */
const sgdStep = (jax: Jax, task: Training) => {
  const valueAndGrad = differentiated(jax, task)
  const { learningRate } = settings.sgd
  return jax.jit(({ params }: Sgd, x: Held, t: Held): [Sgd, Held] => {
    const [loss, grads] = valueAndGrad(jax.tree.ref(params), x, t)
    return [{ params: eachLeaf(jax, params, grads, (p, g) => p.sub(g.mul(learningRate))) }, loss]
  })
}

/** Adam by hand as its own optax does it, the count among the state, the whole step under one `jit`. */
const adamStep = (jax: Jax, task: Training) => {
  const { numpy: np, tree, jit } = jax
  const valueAndGrad = differentiated(jax, task)
  const { learningRate, beta1, beta2, epsilon } = settings.adam
  return jit(({ params, m, v, count }: Adam, x: Held, t: Held): [Adam, Held] => {
    const [loss, grads] = valueAndGrad(tree.ref(params), x, t)
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
    return [{ params: nextParams, m: nextM, v: nextV, count: next }, loss]
  })
}

const layersOf = (jax: Jax, layers: readonly LayerNumbers[]): Layer[] => layers.map(({ inputs, units, w, b }) =>
  ({ w: jax.numpy.array(Float32Array.from(w), { shape: [inputs, units] }), b: jax.numpy.array(Float32Array.from(b)) }))

const zerosLike = (jax: Jax, layers: readonly LayerNumbers[]): Layer[] => layers.map(({ inputs, units }) =>
  ({ w: jax.numpy.zeros([inputs, units]), b: jax.numpy.zeros([units]) }))

/** A step that uses up its state, and the first state. */
interface Run<S> {
  readonly step: { (state: S, x: Held, t: Held): [S, Held]; dispose: () => void }
  readonly first: () => S
}

const benchOf = <S extends Sgd | Adam>(jax: Jax, { batch }: Training, x: Float32Array, labels: Float32Array, { step, first }: Run<S>): Bench => {
  const matrix = (numbers: Float32Array): Held => jax.numpy.array(Float32Array.from(numbers), { shape: [batch, numbers.length / batch] })
  const [xs, ts] = [matrix(x), matrix(labels)]
  const state = new IORef(first())
  const one = (): Held => {
    const [next, loss] = step(state.read(), xs.ref, ts.ref)
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
      xs.dispose()
      ts.dispose()
    },
  }
}

/** Training as a user of jax-js writes it: `valueAndGrad` and the update in one jitted function. */
export const trainingBench = (jax: Jax, task: Training): Bench => {
  const { layers, x, labels } = trainingNumbers(task)
  return task.optimizer === 'sgd'
    ? benchOf<Sgd>(jax, task, x, labels, { step: sgdStep(jax, task), first: () => ({ params: layersOf(jax, layers) }) })
    : benchOf<Adam>(jax, task, x, labels, {
      step: adamStep(jax, task),
      first: () => ({ params: layersOf(jax, layers), m: zerosLike(jax, layers), v: zerosLike(jax, layers), count: jax.numpy.array(0) }),
    })
}
