import { relu } from '../../../src/layers/activations/relu.ts'
import { dense } from '../../../src/layers/affine/dense.ts'
import { linear } from '../../../src/layers/affine/linear.ts'
import { alphaDropout } from '../../../src/layers/regularization/alpha-dropout.ts'
import { dropout } from '../../../src/layers/regularization/dropout.ts'
import { gaussianDropout } from '../../../src/layers/regularization/gaussian-dropout.ts'
import { gaussianNoise } from '../../../src/layers/regularization/gaussian-noise.ts'
import { spatialDropout } from '../../../src/layers/regularization/spatial-dropout.ts'
import { stochasticDepth } from '../../../src/layers/regularization/stochastic-depth.ts'
import type { Shape } from '../../../src/tensor.ts'
import type { AnyNet, LayerRow } from '../row.ts'

const common = { family: 'regularization', joins: 'any network', slope: 'smooth', rows: 'alone' } as const

/** Noise of each element, with a setting. */
const types = (call: string): LayerRow['types'] => ({
  infers: [`pipe(input([2, 4]), ${call})`, 'readonly [2, 4]'],
  refuses: [`pipe(ids([2, 4]), ${call})`, `Type '"i32"' is not assignable to type '"float"'.`],
})

/** A block that keeps the size of the last axis, whatever it is. */
const keeping = (prev: AnyNet) => (x: AnyNet): AnyNet => linear((prev.out as Shape).at(-1) as 1)(relu(dense(3)(x)) as AnyNet)

export const regularization: readonly LayerRow[] = [
  {
    ...common, name: 'dropout', whole: false,
    variants: [
      { about: '', input: [3, 5], after: (prev) => dropout(0.5)(prev) },
      { about: 'rate 0.1', input: [3, 5], after: (prev) => dropout(0.1)(prev) },
      { about: 'rate 0', input: [3, 5], after: (prev) => dropout(0)(prev) },
    ],
    types: types('dropout(0.5)'),
  },
  {
    ...common, name: 'spatialDropout', joins: 'its own inputs', whole: false,
    variants: [
      { about: '', input: [3, 2, 2, 4], after: (prev) => spatialDropout(0.5)(prev) },
      { about: 'of series, rate 0.3', input: [3, 3, 4], after: (prev) => spatialDropout(0.3)(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 3, 3, 4]), spatialDropout(0.5))', 'readonly [2, 3, 3, 4]'],
      refuses: ['pipe(input([3, 4]), spatialDropout(0.5))', 'Source has 2 element(s) but target requires 3.'],
    },
  },
  {
    ...common, name: 'gaussianNoise', whole: false,
    variants: [{ about: '', input: [3, 5], after: (prev) => gaussianNoise(0.3)(prev) }],
    types: types('gaussianNoise(0.3)'),
  },
  {
    ...common, name: 'gaussianDropout', whole: false,
    variants: [{ about: '', input: [3, 5], after: (prev) => gaussianDropout(0.3)(prev) }],
    types: types('gaussianDropout(0.3)'),
  },
  {
    ...common, name: 'alphaDropout', whole: false,
    variants: [
      { about: '', input: [3, 5], after: (prev) => alphaDropout(0.3)(prev) },
      { about: 'rate 0', input: [3, 5], after: (prev) => alphaDropout(0)(prev) },
    ],
    types: types('alphaDropout(0.3)'),
  },
  {
    ...common, name: 'stochasticDepth', slope: 'kinked', whole: true,
    variants: [
      { about: '', input: [4, 3], after: (prev) => stochasticDepth(0.5)(keeping(prev))(prev) },
      { about: 'rate 0', input: [2, 3], after: (prev) => stochasticDepth(0)(keeping(prev))(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 4]), stochasticDepth(0.5)((x) => pipe(x, dense(5), relu, dense(4))))', 'readonly [2, 4]'],
      refuses: ['pipe(input([2, 4]), stochasticDepth(0.5)((x) => pipe(x, dense(5))))', `Type '5' is not assignable to type '4'.`],
    },
  },
]
