import type { ElementwiseStage } from '../../../src/layers/activations/elementwise.ts'
import { relu } from '../../../src/layers/activations/relu.ts'
import { sigmoid } from '../../../src/layers/activations/sigmoid.ts'
import { softmax } from '../../../src/layers/activations/softmax.ts'
import { tanh } from '../../../src/layers/activations/tanh.ts'
import type { LayerRow } from '../row.ts'

/** A function of each element. */
const elementwise = (name: string, stage: ElementwiseStage, slope: LayerRow['slope'], whole = false): LayerRow => ({
  name, family: 'activations', joins: 'any network', slope, whole, rows: 'alone',
  variants: [{ about: '', input: [2, 5], after: (prev) => stage(prev) }],
  types: {
    infers: [`pipe(input([2, 5]), ${name})`, 'readonly [2, 5]'],
    refuses: [`pipe(ids([2, 5]), ${name})`, `Type '"i32"' is not assignable to type '"float"'.`],
  },
})

export const activations: readonly LayerRow[] = [
  elementwise('relu', relu, 'kinked', true),
  elementwise('sigmoid', sigmoid, 'smooth'),
  elementwise('tanh', tanh, 'smooth'),
  { ...elementwise('softmax', softmax as ElementwiseStage, 'smooth') },
]
