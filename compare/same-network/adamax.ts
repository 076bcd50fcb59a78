import type { Optimizer, Variable } from '@tensorflow/tfjs'
import type { Tf } from '../tensorflow/index.ts'
import { number, type Settings } from './settings.ts'
import type { NamedTensor } from './written-optimizer.ts'

/** What an object holds under a name, whatever its declarations say: theirs keep the accumulators of AdaMax private. */
const inside = (holder: object, name: string): unknown => new Map<string, unknown>(Object.entries(holder)).get(name)

const variable = (tf: Tf, holder: unknown, name: string): Variable => {
  const found = typeof holder === 'object' && holder !== null ? inside(holder, name) : undefined
  if (found instanceof tf.Variable) return found
  throw new Error(`tf.train.adamax has no variable "${name}"`)
}

/** How fast theirs lets the learning rate fall; that of the paper does not. */
export const decayOf = (s: Settings): number => s['decay'] === undefined ? 0 : number(s, 'decay')

/**
 * `tf.train.adamax` with its weights to be read and set, in the order of the others: theirs has neither `getWeights` nor
 * `setWeights`. Accumulators are made by the first update, so before they are set zeros are applied to weights that are thrown away.
 */
export const adamax = (tf: Tf, s: Settings): Optimizer =>
  new (class ReadableAdamax extends tf.AdamaxOptimizer {
    #accumulators(): readonly Variable[] {
      return ['accumulatedFirstMoment', 'accumulatedWeightedInfNorm'].flatMap((name) => {
        const list = inside(this, name)
        return Array.isArray(list) ? list.map((one: unknown) => variable(tf, one, 'variable')) : []
      })
    }

    override async getWeights(): Promise<NamedTensor[]> {
      return [
        { name: 'iter', tensor: tf.tidy(() => tf.cast(variable(tf, this, 'iteration'), 'int32')) },
        ...this.#accumulators().map((tensor) => ({ name: tensor.name, tensor })),
      ]
    }

    override async setWeights([iterations, ...given]: NamedTensor[]): Promise<void> {
      if (iterations === undefined) throw new Error('there is no count of updates')
      const thrownAway = given.slice(0, given.length / 2).map(({ tensor }) => tf.tidy(() => tf.variable(tf.zerosLike(tensor))))
      tf.tidy(() => { this.applyGradients(thrownAway.map(({ name, shape }) => ({ name, tensor: tf.zeros(shape) }))) })
      thrownAway.forEach((weight) => { weight.dispose() })
      this.#accumulators().forEach((accumulator, i) => {
        const tensor = given[i]?.tensor
        if (tensor !== undefined) accumulator.assign(tensor)
      })
      tf.tidy(() => {
        const count = tf.cast(iterations.tensor, 'float32')
        variable(tf, this, 'iteration').assign(count)
        variable(tf, this, 'accBeta1').assign(tf.pow(this.beta1, tf.add(count, 1)))
      })
    }
  })(number(s, 'learningRate'), number(s, 'beta1'), number(s, 'beta2'), number(s, 'epsilon'), decayOf(s))
