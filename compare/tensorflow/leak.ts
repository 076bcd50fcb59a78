import type { Tf } from './load.ts'
import type { TensorFlow } from './open.ts'

/** What a piece of work gave, and how many more tensors the engine holds than before it. */
export type Counted<A> = { readonly value: A; readonly leaked: number }

/** `use`, counting tensors: work that cleans up after itself leaves `leaked` at 0, and one that returns a tensor at 1. */
export const useCounted = <A>(tensorFlow: TensorFlow, f: (tf: Tf) => A | Promise<A>): Promise<Counted<A>> =>
  tensorFlow.use(async (tf) => {
    const before = tf.memory().numTensors
    const value = await f(tf)
    return { value, leaked: tf.memory().numTensors - before }
  })
