import { conv1d } from '../../../src/layers/convolution/conv1d.ts'
import { conv2d } from '../../../src/layers/convolution/conv2d.ts'
import { convTranspose1d } from '../../../src/layers/convolution/conv-transpose1d.ts'
import { convTranspose2d } from '../../../src/layers/convolution/conv-transpose2d.ts'
import { depthwiseConv2d } from '../../../src/layers/convolution/depthwise-conv2d.ts'
import { separableConv2d } from '../../../src/layers/convolution/separable-conv2d.ts'
import { layerFaults } from '../../layer-faults.ts'
import type { LayerRow } from '../row.ts'

const common = { family: 'convolution', joins: 'its own inputs', slope: 'smooth', whole: true, rows: 'alone' } as const

/** The image, as the compiler's message has it. */
const larger = (image: string, kernel: string): string =>
  `but required in type '{ readonly 'the kernel is larger than the image': readonly [image: readonly ${image}, kernel: readonly ${kernel}]; }'.`

export const convolution: readonly LayerRow[] = [
  {
    name: 'conv1d', ...common,
    faults: [layerFaults.dilatedConvolution, layerFaults.convolutionOnWasm],
    variants: [
      { about: '', input: [2, 5, 2], after: (prev) => conv1d(3, 3)(prev) },
      { about: 'same, an even size', input: [2, 5, 2], after: (prev) => conv1d(2, 2, { padding: 'same' })(prev) },
      { about: 'stride 2, what is left over is not seen', input: [2, 6, 2], after: (prev) => conv1d(2, 3, { stride: 2, bias: false })(prev) },
      { about: 'dilation 2, only what came before', input: [2, 5, 2], after: (prev) => conv1d(2, 2, { dilation: 2, padding: [2, 0] })(prev) },
      { about: 'two groups', input: [2, 4, 4], after: (prev) => conv1d(6, 2, { groups: 2 })(prev) },
    ],
    types: {
      infers: ['pipe(input([8, 100, 3]), conv1d(16, 5, { stride: 2 }))', 'readonly [8, 48, 16]'],
      refuses: [
        'pipe(input([8, 4, 3]), conv1d(16, 3, { dilation: 2 }))',
        `but required in type '{ readonly 'the kernel is larger than the sequence': readonly [sequence: 4, kernel: 5]; }'.`,
      ],
    },
  },
  {
    name: 'conv2d', ...common,
    faults: [layerFaults.dilatedConvolution, layerFaults.convolutionOnWasm],
    variants: [
      { about: '', input: [2, 4, 5, 2], after: (prev) => conv2d(3, [2, 3])(prev) },
      { about: 'same', input: [2, 3, 4, 2], after: (prev) => conv2d(2, 3, { padding: 'same' })(prev) },
      { about: 'same, stride 2', input: [1, 4, 5, 2], after: (prev) => conv2d(2, 3, { padding: 'same', stride: 2 })(prev) },
      { about: 'stride 3 over a kernel of 2', input: [2, 5, 6, 1], after: (prev) => conv2d(2, 2, { stride: 3, bias: false })(prev) },
      { about: 'padding of its own, two strides', input: [1, 3, 4, 2], after: (prev) => conv2d(2, 2, { padding: [[2, 1], [0, 1]], stride: [1, 2] })(prev) },
      { about: 'dilation 2', input: [1, 5, 5, 2], after: (prev) => conv2d(2, 2, { dilation: 2 })(prev) },
      { about: 'same, dilation 2 of a kernel of 3', input: [1, 4, 4, 1], after: (prev) => conv2d(2, 3, { dilation: [2, 1], padding: 'same' })(prev) },
      { about: 'two groups', input: [1, 3, 3, 4], after: (prev) => conv2d(6, 2, { groups: 2, padding: 'same' })(prev) },
      { about: 'one place of the kernel', input: [2, 2, 3, 3], after: (prev) => conv2d(2, 1)(prev) },
    ],
    types: {
      infers: [`pipe(input([32, 28, 28, 1]), conv2d(6, 5, { padding: 'same' }))`, 'readonly [32, 28, 28, 6]'],
      refuses: ['pipe(input([32, 3, 28, 1]), conv2d(6, 5))', larger('[3, 28]', '[5, 5]')],
    },
  },
  {
    name: 'depthwiseConv2d', ...common,
    faults: [layerFaults.convolutionOnWasm],
    variants: [
      { about: '', input: [2, 4, 4, 3], after: (prev) => depthwiseConv2d([2, 3])(prev) },
      { about: 'two results a channel, same, stride 2', input: [1, 4, 5, 2], after: (prev) => depthwiseConv2d(3, { multiplier: 2, stride: 2, padding: 'same' })(prev) },
      { about: 'dilation 2', input: [1, 5, 4, 2], after: (prev) => depthwiseConv2d(2, { dilation: 2, bias: false })(prev) },
    ],
    types: {
      infers: ['pipe(input([32, 28, 28, 3]), depthwiseConv2d(3, { multiplier: 4 }))', 'readonly [32, 26, 26, 12]'],
      refuses: ['pipe(input([32, 4, 4, 3]), depthwiseConv2d(3, { dilation: 2 }))', larger('[4, 4]', '[5, 5]')],
    },
  },
  {
    name: 'separableConv2d', ...common,
    faults: [layerFaults.convolutionOnWasm],
    variants: [
      { about: '', input: [2, 4, 4, 2], after: (prev) => separableConv2d(3, 3)(prev) },
      { about: 'two between for each channel, same, stride 2', input: [1, 4, 5, 2], after: (prev) => separableConv2d(3, 2, { multiplier: 2, stride: 2, padding: 'same' })(prev) },
      { about: 'dilation 2', input: [1, 4, 5, 2], after: (prev) => separableConv2d(2, 2, { dilation: 2, bias: false })(prev) },
    ],
    types: {
      infers: ['pipe(input([32, 28, 28, 3]), separableConv2d(16, 3, { stride: 2 }))', 'readonly [32, 13, 13, 16]'],
      refuses: ['pipe(input([32, 4, 4, 3]), separableConv2d(16, [5, 1]))', larger('[4, 4]', '[5, 1]')],
    },
  },
  {
    name: 'convTranspose1d', ...common,
    faults: [layerFaults.convolutionOnWasm],
    variants: [
      { about: '', input: [2, 3, 2], after: (prev) => convTranspose1d(3, 3, { stride: 2 })(prev) },
      { about: 'same, stride 2', input: [2, 3, 2], after: (prev) => convTranspose1d(2, 3, { stride: 2, padding: 'same' })(prev) },
      { about: 'stride 3 over a kernel of 2', input: [2, 3, 2], after: (prev) => convTranspose1d(2, 2, { stride: 3, bias: false })(prev) },
      { about: 'dilation 2, padding of its own', input: [2, 3, 2], after: (prev) => convTranspose1d(2, 2, { dilation: 2, padding: [1, 0] })(prev) },
    ],
    types: {
      infers: [`pipe(input([8, 25, 16]), convTranspose1d(3, 4, { stride: 4 }))`, 'readonly [8, 100, 3]'],
      refuses: [
        'pipe(input([8, 2, 16]), convTranspose1d(3, 2, { padding: [2, 1] }))',
        `but required in type '{ readonly 'the padding leaves nothing': readonly [sequence: 2, padding: readonly [2, 1]]; }'.`,
      ],
    },
  },
  {
    name: 'convTranspose2d', ...common,
    faults: [layerFaults.convolutionOnWasm],
    variants: [
      { about: '', input: [2, 2, 3, 2], after: (prev) => convTranspose2d(3, [2, 3])(prev) },
      { about: 'same, stride 2', input: [1, 3, 2, 2], after: (prev) => convTranspose2d(2, 3, { stride: 2, padding: 'same' })(prev) },
      { about: 'stride 3 over a kernel of 2', input: [1, 2, 2, 2], after: (prev) => convTranspose2d(2, 2, { stride: 3, bias: false })(prev) },
      { about: 'dilation 2, padding of its own', input: [1, 3, 3, 1], after: (prev) => convTranspose2d(2, 2, { dilation: 2, padding: [[1, 0], [0, 2]] })(prev) },
    ],
    types: {
      infers: [`pipe(input([32, 7, 7, 16]), convTranspose2d(8, 3, { stride: 2, padding: 'same' }))`, 'readonly [32, 14, 14, 8]'],
      refuses: [
        'pipe(input([32, 2, 2, 16]), convTranspose2d(8, 2, { padding: [[1, 2], [0, 0]] }))',
        `but required in type '{ readonly 'the padding leaves nothing': readonly [image: readonly [2, 2], padding: readonly [readonly [1, 2], readonly [0, 0]]]; }'.`,
      ],
    },
  },
]
