import { residual } from '../../../src/layers/combinators/residual.ts'
import { someNet } from '../../case.ts'
import { apply, type StageRow } from './row.ts'

export const combinators: Readonly<Record<string, StageRow>> = {
  residual: {
    build: (tf, stage, x, blocks) => {
      const { output, held } = blocks.build(stage.inner ?? [], x)
      return { output: apply(tf.layers.add(), [x, output]), held }
    },
    arithmetic: (stage, blocks) => (prev) =>
      someNet(residual((inner) => blocks.arithmetic(stage.inner ?? [])(someNet(inner)))(prev)),
  },
}
