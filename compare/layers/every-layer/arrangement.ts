import { cropping2d } from '../../../src/layers/arrangement/cropping-2d.ts'
import { flatten } from '../../../src/layers/arrangement/flatten.ts'
import { lastStep } from '../../../src/layers/arrangement/last-step.ts'
import { permute } from '../../../src/layers/arrangement/permute.ts'
import { reshapeTo } from '../../../src/layers/arrangement/reshape-to.ts'
import { upsample2d } from '../../../src/layers/arrangement/upsample-2d.ts'
import { zeroPad2d } from '../../../src/layers/arrangement/zero-pad-2d.ts'
import { layerFaults } from '../../layer-faults.ts'
import type { LayerRow } from '../row.ts'

const common = { family: 'arrangement', joins: 'its own inputs', slope: 'smooth', whole: true, rows: 'alone' } as const

export const arrangement: readonly LayerRow[] = [
  {
    ...common, name: 'flatten',
    variants: [
      { about: '', input: [2, 3, 2, 2], after: (prev) => flatten(prev) },
      { about: 'rows of one number', input: [3], after: (prev) => flatten(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 12, 13, 7]), flatten)', 'readonly [2, 1092]'],
      refuses: ['pipe(ids([2, 3, 4]), flatten)', `Type '"i32"' is not assignable to type '"float"'.`],
    },
  },
  {
    ...common, name: 'reshapeTo',
    variants: [
      { about: '', input: [2, 3, 4], after: (prev) => reshapeTo([2, 6])(prev) },
      { about: 'of one axis to three', input: [2, 12], after: (prev) => reshapeTo([2, 3, 2])(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 784]), reshapeTo([28, 28, 1]))', 'readonly [2, 28, 28, 1]'],
      refuses: [
        'pipe(input([2, 784]), reshapeTo([28, 27]))',
        `but required in type '{ readonly "a row has 784 numbers and the new shape 756": true; }'.`,
      ],
    },
  },
  {
    ...common, name: 'permute',
    variants: [
      { about: '', input: [2, 3, 4], after: (prev) => permute([0, 2, 1])(prev) },
      { about: 'of images', input: [2, 2, 3, 4], after: (prev) => permute([0, 3, 1, 2])(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 3, 4]), permute([0, 2, 1]))', 'readonly [2, 4, 3]'],
      refuses: ['pipe(input([2, 3, 4]), permute([0, 1]))', `but required in type '{ readonly "2 axes are named and the input has 3": readonly [0, 1]; }'.`],
    },
  },
  {
    ...common, name: 'zeroPad2d',
    variants: [
      { about: '', input: [2, 2, 3, 2], after: (prev) => zeroPad2d(1)(prev) },
      { about: 'each edge by itself', input: [1, 2, 2, 1], after: (prev) => zeroPad2d([[0, 2], [3, 1]])(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 28, 28, 3]), zeroPad2d([[1, 2], [3, 4]]))', 'readonly [2, 31, 35, 3]'],
      refuses: ['pipe(input([28, 28]), zeroPad2d(1))', 'Source has 2 element(s) but target requires 4.'],
    },
  },
  {
    ...common, name: 'cropping2d',
    variants: [
      { about: '', input: [2, 3, 4, 2], after: (prev) => cropping2d(1)(prev) },
      { about: 'each edge by itself', input: [1, 4, 5, 1], after: (prev) => cropping2d([[0, 2], [3, 1]])(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 28, 28, 3]), cropping2d([2, 3]))', 'readonly [2, 24, 22, 3]'],
      refuses: [
        'pipe(input([2, 4, 9, 3]), cropping2d(2))',
        `but required in type '{ readonly "4 of 4 rows are taken away, so none is left": true; }'.`,
      ],
    },
  },
  {
    ...common, name: 'upsample2d', whole: false,
    faults: [layerFaults.nearestOnCpu, layerFaults.bilinearHalfPixels],
    variants: [
      { about: '', input: [2, 2, 3, 2], after: (prev) => upsample2d({ size: [2, 3] })(prev) },
      { about: 'bilinear', input: [2, 3, 2, 2], after: (prev) => upsample2d({ size: [2, 3], method: 'bilinear' })(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 14, 14, 3]), upsample2d({ size: [2, 3] }))', 'readonly [2, 28, 42, 3]'],
      refuses: ['pipe(input([28, 28]), upsample2d({ size: [2, 2] }))', 'Source has 2 element(s) but target requires 4.'],
    },
  },
  {
    ...common, name: 'lastStep',
    variants: [{ about: '', input: [2, 3, 4], after: (prev) => lastStep(prev) }],
    types: {
      infers: ['pipe(input([2, 9, 4]), lastStep)', 'readonly [2, 4]'],
      refuses: ['pipe(input([2, 4]), lastStep)', 'Source has 2 element(s) but target requires 3.'],
    },
  },
]
