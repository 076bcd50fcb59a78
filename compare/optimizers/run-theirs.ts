import type { Tree } from '../../src/tensor.ts'
import { inTurn } from '../in-turn.ts'
import type { OptimizerRow, Settings } from '../same-network/optimizers.ts'
import { readSlots } from '../same-network/slots.ts'
import type { Tf } from '../tensorflow/index.ts'
import { read, toTensorFlow } from '../tensorflow-ops/index.ts'
import type { Parameters } from './gradients.ts'
import type { Reached } from './run.ts'

/** Both sides start from the same, and are given the same. */
export interface Start {
  readonly first: Parameters
  /** our slots, whose layout theirs are read into */
  readonly slots: Tree
  readonly gradients: readonly Parameters[]
}

/** An optimizer of theirs going on by itself, from slots that it makes itself: what it has come to after each step. */
export const runTheirs = async (
  tf: Tf, row: OptimizerRow, settings: Settings, { first, slots, gradients }: Start,
): Promise<readonly Reached[]> => {
  const variables = first.map((x) => tf.tidy(() => tf.variable(toTensorFlow(tf, x))))
  const optimizer = row.build(tf, settings)
  try {
    return await inTurn(gradients, async (g) => {
      tf.tidy(() => {
        optimizer.applyGradients(variables.flatMap(({ name }, i) => g[i] === undefined ? [] : [{ name, tensor: toTensorFlow(tf, g[i]) }]))
      })
      return { params: variables.map(read), slots: await readSlots(row, optimizer, { params: first, slots }) }
    })
  } finally {
    optimizer.dispose()
    variables.forEach((variable) => { variable.dispose() })
  }
}
