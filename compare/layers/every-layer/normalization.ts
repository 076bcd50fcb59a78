import { batchNorm } from '../../../src/layers/normalization/batch-norm.ts'
import { groupNorm } from '../../../src/layers/normalization/group-norm.ts'
import { instanceNorm } from '../../../src/layers/normalization/instance-norm.ts'
import { layerNorm } from '../../../src/layers/normalization/layer-norm.ts'
import { rmsNorm } from '../../../src/layers/normalization/rms-norm.ts'
import type { LayerRow } from '../row.ts'

const common = { family: 'normalization', slope: 'smooth', whole: false } as const

const refusesIds = (name: string): LayerRow['types']['refuses'] =>
  [`pipe(ids([2, 4]), ${name}())`, `Type '"i32"' is not assignable to type '"float"'.`]

export const normalization: readonly LayerRow[] = [
  {
    name: 'batchNorm', ...common, joins: 'any network', rows: 'together',
    variants: [
      { about: '', input: [4, 3], after: (prev) => batchNorm()(prev) },
      { about: 'of images', input: [2, 2, 3, 2], after: (prev) => batchNorm({ momentum: 0.5, epsilon: 1e-2 })(prev) },
      { about: 'running statistics that are the last batch', input: [4, 3], after: (prev) => batchNorm({ momentum: 0 })(prev) },
    ],
    types: { infers: ['pipe(input([2, 4]), batchNorm())', 'readonly [2, 4]'], refuses: refusesIds('batchNorm') },
  },
  {
    name: 'layerNorm', ...common, joins: 'any network', rows: 'alone',
    variants: [
      { about: '', input: [2, 5], after: (prev) => layerNorm()(prev) },
      { about: 'over two leading axes, epsilon 1e-5', input: [2, 3, 4], after: (prev) => layerNorm({ epsilon: 1e-5 })(prev) },
    ],
    types: { infers: ['pipe(input([2, 4]), layerNorm())', 'readonly [2, 4]'], refuses: refusesIds('layerNorm') },
  },
  {
    name: 'rmsNorm', ...common, joins: 'any network', rows: 'alone',
    variants: [
      { about: '', input: [2, 5], after: (prev) => rmsNorm()(prev) },
      { about: 'over two leading axes, epsilon 1e-3', input: [2, 3, 4], after: (prev) => rmsNorm({ epsilon: 1e-3 })(prev) },
    ],
    types: { infers: ['pipe(input([2, 4]), rmsNorm())', 'readonly [2, 4]'], refuses: refusesIds('rmsNorm') },
  },
  {
    name: 'groupNorm', ...common, joins: 'its own inputs', rows: 'alone',
    variants: [
      { about: '', input: [2, 2, 3, 4], after: (prev) => groupNorm(2)(prev) },
      { about: 'of series, one group', input: [2, 3, 4], after: (prev) => groupNorm(1)(prev) },
      { about: 'as many groups as channels', input: [2, 2, 2, 3], after: (prev) => groupNorm(3, { epsilon: 1e-5 })(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 3, 3, 12]), groupNorm(4))', 'readonly [2, 3, 3, 12]'],
      refuses: ['pipe(input([2, 3, 3, 12]), groupNorm(5))', `but required in type '{ readonly "5 groups do not divide 12 channels": true; }'.`],
    },
  },
  {
    name: 'instanceNorm', ...common, joins: 'its own inputs', rows: 'alone',
    variants: [
      { about: '', input: [2, 2, 3, 2], after: (prev) => instanceNorm()(prev) },
      { about: 'of series', input: [2, 4, 2], after: (prev) => instanceNorm({ epsilon: 1e-5 })(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 3, 3, 12]), instanceNorm())', 'readonly [2, 3, 3, 12]'],
      refuses: ['pipe(input([3, 12]), instanceNorm())', 'Source has 2 element(s) but target requires 3.'],
    },
  },
]
