import type { NamedTensorMap, Optimizer, Tensor as Inner, Variable } from '@tensorflow/tfjs'
import { IORef } from 'fp-ts/lib/IORef.js'
import type { Tf } from '../tensorflow/index.ts'

/** A tensor with its name, as optimizers of theirs take and list them. */
export type NamedTensor = Awaited<ReturnType<Optimizer['getWeights']>>[number]

/** What an equation is given: a weight, its gradient, what is kept for it, and which update this is (the first is 1). */
export interface Given {
  readonly x: Inner
  readonly g: Inner
  readonly kept: readonly Inner[]
  readonly t: number
}

/** One update of one weight in TensorFlow.js functions: the new weight, and what is kept. */
export type Equation = (tf: Tf, given: Given) => { readonly x: Inner; readonly kept: readonly Inner[] }

const listed = (gradients: NamedTensorMap | NamedTensor[]): readonly NamedTensor[] =>
  Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }))

/**
 * An optimizer that `tf.train` does not have, as a TensorFlow.js user writes one: a subclass of `tf.Optimizer` whose accumulators
 * are variables, here one for each number of `initial`, which is what it starts from. Its weights are listed as those of `tf.train`
 * are: the count, then accumulator by accumulator.
 */
export const writtenOptimizer = (tf: Tf, initial: readonly number[], equation: Equation): Optimizer =>
  new (class Written extends tf.Optimizer {
    static readonly className = 'Written'
    /** for each weight its accumulators */
    readonly #kept = new IORef<readonly (readonly Variable[])[]>([])

    override applyGradients(gradients: NamedTensorMap | NamedTensor[]): void {
      this.incrementIterations()
      const weights = listed(gradients).map(({ name, tensor }) => ({ variable: this.#variable(name), g: tensor }))
      if (this.#kept.read().length === 0) {
        this.#kept.write(weights.map(({ variable: { shape } }) =>
          initial.map((value) => tf.tidy(() => tf.variable(tf.fill(shape, value), false)))))()
      }
      weights.forEach(({ variable, g }, i) => tf.tidy(() => {
        const kept = this.#kept.read()[i] ?? []
        const next = equation(tf, { x: variable, g, kept, t: this.iterations })
        next.kept.forEach((tensor, j) => { kept[j]?.assign(tensor) })
        variable.assign(next.x)
      }))
    }

    override async getWeights(): Promise<NamedTensor[]> {
      return [await this.saveIterations(), ...initial.flatMap((_, j) =>
        this.#kept.read().flatMap((kept) => kept[j] === undefined ? [] : [{ name: kept[j].name, tensor: kept[j] }]))]
    }

    override async setWeights(weights: NamedTensor[]): Promise<void> {
      const given = await this.extractIterations(weights)
      const count = initial.length === 0 ? 0 : given.length / initial.length
      this.#kept.write(Array.from({ length: count }, (_, i) =>
        given.filter((_, at) => at % count === i).map(({ tensor }) => tf.variable(tensor, false))))()
    }

    override dispose(): void {
      this.#kept.read().flat().forEach((variable) => { variable.dispose() })
    }

    getConfig(): Record<string, never> {
      return {}
    }

    #variable(name: string): Variable {
      const variable = tf.engine().registeredVariables[name]
      if (variable === undefined) throw new Error(`TensorFlow.js knows no variable "${name}"`)
      return variable
    }
  })()
