import type { layers, Tensor as Inner } from '@tensorflow/tfjs'
import type { Tf } from '../tensorflow/index.ts'

type Shape = (number | null)[]

/** A layer that `tf.layers` does not have, in TensorFlow.js functions. */
export interface Written {
  /** the shape of each weight that is trained */
  readonly weights?: readonly (readonly number[])[]
  /** the output's shape, the batch first; that of the first input when left out */
  readonly out?: readonly number[]
  /** `given` is the input, or all of them where there are several */
  readonly call: (given: readonly Inner[], weights: readonly Inner[]) => Inner
}

const isList = (given: Shape | Shape[]): given is Shape[] => Array.isArray(given[0])

const firstOf = (given: Shape | Shape[]): Shape => isList(given) ? given[0] ?? [] : given

/** `Written` as a TensorFlow.js user writes it: a subclass of `tf.layers.Layer`. Its weights are made zeros; ours are copied in. */
export const writtenLayer = (tf: Tf, { weights = [], out, call }: Written): layers.Layer =>
  new (class WrittenLayer extends tf.layers.Layer {
    static readonly className = 'WrittenLayer'

    override build(given: Shape | Shape[]): void {
      weights.forEach((shape, i) => { this.addWeight(`weight${i}`, [...shape], 'float32', tf.initializers.zeros()) })
      super.build(given)
    }

    override computeOutputShape(given: Shape | Shape[]): Shape {
      return out === undefined ? firstOf(given) : [...out]
    }

    override call(given: Inner | Inner[]): Inner {
      return tf.tidy(() => call(Array.isArray(given) ? given : [given], this.trainableWeights.map((weight) => weight.read())))
    }
  })({})
