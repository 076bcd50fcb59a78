import { linear } from '../../../src/layers/affine/linear.ts'
import type { Stage } from '../../../src/net.ts'
import { someNet } from '../../case.ts'
import { dense } from '../restated-layers.ts'
import { apply, ours, type StageRow } from './row.ts'

const unitsOf = (stage: Stage): number => Number(stage.settings['units'])

// Their first weights are drawn at random, so they are made zeros; ours are copied in.
const product = (useBias: boolean, names: readonly string[]): StageRow['build'] => (tf, stage, x) => {
  const layer = tf.layers.dense({ units: unitsOf(stage), useBias, kernelInitializer: 'zeros', biasInitializer: 'zeros' })
  return { output: apply(layer, x), held: { layer, names } }
}

export const affine: Readonly<Record<string, StageRow>> = {
  dense: { build: product(true, ['w', 'b']), arithmetic: (stage) => dense(unitsOf(stage)) },
  linear: { build: product(false, ['w']), arithmetic: (stage) => ours((prev) => someNet(linear(unitsOf(stage) as 1)(prev)))() },
}
