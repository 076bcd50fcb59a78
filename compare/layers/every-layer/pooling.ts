import { averagePool1d } from '../../../src/layers/pooling/average-pool1d.ts'
import { averagePool2d } from '../../../src/layers/pooling/average-pool2d.ts'
import { globalAveragePool } from '../../../src/layers/pooling/global-average-pool.ts'
import { globalMaxPool } from '../../../src/layers/pooling/global-max-pool.ts'
import { maxPool1d } from '../../../src/layers/pooling/max-pool1d.ts'
import { maxPool2d } from '../../../src/layers/pooling/max-pool2d.ts'
import { layerFaults } from '../../layer-faults.ts'
import type { LayerRow } from '../row.ts'

const largest = { family: 'pooling', joins: 'its own inputs', slope: 'kinked', whole: true, rows: 'alone' } as const
const mean = { ...largest, slope: 'smooth', whole: false } as const

const larger = `but required in type '{ readonly 'the kernel is larger than the image': readonly [image: readonly [1, 4], kernel: readonly [2, 2]]; }'.`
const longer = `but required in type '{ readonly 'the kernel is larger than the sequence': readonly [sequence: 1, kernel: 2]; }'.`

export const pooling: readonly LayerRow[] = [
  {
    name: 'maxPool1d', ...largest,
    faults: [layerFaults.maxPoolOnWasm],
    variants: [
      { about: '', input: [2, 5, 2], after: (prev) => maxPool1d(2)(prev) },
      { about: 'same, windows over one another', input: [2, 5, 2], after: (prev) => maxPool1d(3, { stride: 2, padding: 'same' })(prev) },
    ],
    types: { infers: ['pipe(input([8, 25, 3]), maxPool1d(2))', 'readonly [8, 12, 3]'], refuses: ['pipe(input([8, 1, 3]), maxPool1d(2))', longer] },
  },
  {
    name: 'maxPool2d', ...largest,
    faults: [layerFaults.maxPoolOnWasm],
    variants: [
      { about: '', input: [2, 4, 6, 2], after: (prev) => maxPool2d(2)(prev) },
      { about: 'what is left over is not seen', input: [1, 5, 5, 2], after: (prev) => maxPool2d([2, 3])(prev) },
      { about: 'windows over one another', input: [1, 4, 5, 2], after: (prev) => maxPool2d(3, { stride: 1 })(prev) },
      { about: 'same, stride 2', input: [1, 5, 4, 2], after: (prev) => maxPool2d(3, { stride: 2, padding: 'same' })(prev) },
      { about: 'padding of its own', input: [1, 3, 4, 1], after: (prev) => maxPool2d(2, { padding: [[1, 0], [0, 1]] })(prev) },
    ],
    types: { infers: ['pipe(input([32, 28, 28, 6]), maxPool2d(2))', 'readonly [32, 14, 14, 6]'], refuses: ['pipe(input([2, 1, 4, 3]), maxPool2d(2))', larger] },
  },
  {
    name: 'averagePool1d', ...mean,
    faults: [layerFaults.averagePoolSame],
    variants: [
      { about: '', input: [2, 5, 2], after: (prev) => averagePool1d(2)(prev) },
      { about: 'same, windows over one another', input: [2, 5, 2], after: (prev) => averagePool1d(3, { stride: 2, padding: 'same' })(prev) },
    ],
    types: { infers: ['pipe(input([8, 25, 3]), averagePool1d(2))', 'readonly [8, 12, 3]'], refuses: ['pipe(input([8, 1, 3]), averagePool1d(2))', longer] },
  },
  {
    name: 'averagePool2d', ...mean,
    faults: [layerFaults.averagePoolSame],
    variants: [
      { about: '', input: [2, 4, 6, 2], after: (prev) => averagePool2d(2)(prev) },
      { about: 'what is left over is not seen', input: [1, 5, 5, 2], after: (prev) => averagePool2d([2, 3])(prev) },
      { about: 'same, stride 2', input: [1, 5, 4, 2], after: (prev) => averagePool2d(3, { stride: 2, padding: 'same' })(prev) },
      { about: 'padding of its own', input: [1, 3, 4, 1], after: (prev) => averagePool2d(2, { stride: 1, padding: [[1, 0], [0, 1]] })(prev) },
    ],
    types: { infers: ['pipe(input([32, 28, 28, 6]), averagePool2d(2, { stride: 1 }))', 'readonly [32, 27, 27, 6]'], refuses: ['pipe(input([2, 1, 4, 3]), averagePool2d(2))', larger] },
  },
  {
    name: 'globalMaxPool', ...largest,
    variants: [
      { about: 'of images', input: [2, 3, 4, 2], after: (prev) => globalMaxPool(prev) },
      { about: 'of sequences', input: [2, 5, 3], after: (prev) => globalMaxPool(prev) },
    ],
    types: {
      infers: ['pipe(input([32, 7, 7, 64]), globalMaxPool)', 'readonly [32, 64]'],
      refuses: ['pipe(ids([32, 7, 7, 64]), globalMaxPool)', `Type '"i32"' is not assignable to type '"float"'.`],
    },
  },
  {
    name: 'globalAveragePool', ...mean,
    variants: [
      { about: 'of images', input: [2, 3, 4, 2], after: (prev) => globalAveragePool(prev) },
      { about: 'of sequences', input: [2, 5, 3], after: (prev) => globalAveragePool(prev) },
    ],
    types: {
      infers: ['pipe(input([32, 7, 7, 64]), globalAveragePool)', 'readonly [32, 64]'],
      refuses: ['pipe(ids([32, 7, 7, 64]), globalAveragePool)', `Type '"i32"' is not assignable to type '"float"'.`],
    },
  },
]
