import { tanh } from '../../../src/layers/activations/tanh.ts'
import { dense } from '../../../src/layers/affine/dense.ts'
import { embedding } from '../../../src/layers/attention/embedding.ts'
import { learnedPositions } from '../../../src/layers/attention/learned-positions.ts'
import { multiHeadAttention } from '../../../src/layers/attention/multi-head-attention.ts'
import { sinusoidalPositions } from '../../../src/layers/attention/sinusoidal-positions.ts'
import { tiedEmbedding } from '../../../src/layers/attention/tied-embedding.ts'
import { transformerBlock } from '../../../src/layers/attention/transformer-block.ts'
import { faults } from '../../faults.ts'
import { layerFaults } from '../../layer-faults.ts'
import type { LayerRow } from '../row.ts'

export const attention: readonly LayerRow[] = [
  {
    name: 'embedding', family: 'attention', joins: 'its own inputs', slope: 'smooth', whole: true, rows: 'alone',
    faults: [faults.gatherOnWasm],
    variants: [
      { about: '', input: [2, 3], ids: 5, after: (prev) => embedding(5, 4)(prev) },
      { about: 'one id a row', input: [4], ids: 3, after: (prev) => embedding(3, 2)(prev) },
    ],
    types: {
      infers: ['pipe(ids([2, 3]), embedding(5, 4))', 'readonly [2, 3, 4]'],
      refuses: ['pipe(input([2, 3]), embedding(5, 4))', `Type '"float"' is not assignable to type '"i32"'.`],
    },
  },
  {
    name: 'sinusoidalPositions', family: 'attention', joins: 'its own inputs', slope: 'smooth', whole: false, rows: 'alone',
    variants: [
      { about: '', input: [2, 3, 4], after: (prev) => sinusoidalPositions(prev) },
      { about: 'an odd width', input: [2, 4, 3], after: (prev) => sinusoidalPositions(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 3, 4]), sinusoidalPositions)', 'readonly [2, 3, 4]'],
      refuses: ['pipe(ids([2, 3, 4]), sinusoidalPositions)', `Type '"i32"' is not assignable to type '"float"'.`],
    },
  },
  {
    name: 'learnedPositions', family: 'attention', joins: 'its own inputs', slope: 'smooth', whole: true, rows: 'alone',
    variants: [{ about: '', input: [2, 3, 4], after: (prev) => learnedPositions()(prev) }],
    types: {
      infers: ['pipe(input([2, 3, 4]), learnedPositions())', 'readonly [2, 3, 4]'],
      refuses: ['pipe(ids([2, 3, 4]), learnedPositions())', `Type '"i32"' is not assignable to type '"float"'.`],
    },
  },
  {
    name: 'multiHeadAttention', family: 'attention', joins: 'its own inputs', slope: 'smooth', whole: false, rows: 'alone',
    faults: [layerFaults.einsumOnTheTape],
    variants: [
      { about: '', input: [2, 3, 4], after: (prev) => multiHeadAttention({ heads: 2 })(prev) },
      { about: 'causal', input: [2, 3, 4], after: (prev) => multiHeadAttention({ heads: 2, causal: true })(prev) },
      { about: 'causal, rotary, without biases', input: [2, 3, 4], after: (prev) => multiHeadAttention({ heads: 2, causal: true, rotary: true, bias: false })(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 3, 4]), multiHeadAttention({ heads: 2 }))', 'readonly [2, 3, 4]'],
      refuses: [
        'pipe(input([2, 3, 4]), multiHeadAttention({ heads: 3 }))',
        `required in type '{ readonly 'the width must be a multiple of the heads': readonly [width: 4, heads: 3]; }'.`,
      ],
    },
  },
  {
    name: 'transformerBlock', family: 'attention', joins: 'its own inputs', slope: 'smooth', whole: false, rows: 'alone',
    faults: [layerFaults.einsumOnTheTape],
    variants: [
      { about: '', input: [2, 3, 4], after: (prev) => transformerBlock({ heads: 2, hidden: 5 })(prev) },
      {
        about: 'causal, rotary, with tanh and dropout', input: [2, 3, 4],
        after: (prev) => transformerBlock({ heads: 1, hidden: 5, activation: tanh, causal: true, rotary: true, dropout: 0.25 })(prev),
      },
    ],
    types: {
      infers: ['pipe(input([2, 3, 4]), transformerBlock({ heads: 2, hidden: 8 }))', 'readonly [2, 3, 4]'],
      refuses: [
        'pipe(input([2, 3, 6]), transformerBlock({ heads: 2, hidden: 8, rotary: true }))',
        `required in type '{ readonly 'rotary positions need a width that is a multiple of twice the heads': readonly [width: 6, heads: 2]; }'.`,
      ],
    },
  },
  {
    name: 'tiedEmbedding', family: 'attention', joins: 'its own inputs', slope: 'smooth', whole: true, rows: 'alone',
    faults: [faults.gatherOnWasm],
    variants: [
      { about: '', input: [2, 3], ids: 5, after: (prev) => tiedEmbedding(5, 4)((x) => dense(4)(x))(prev) },
      { about: 'with nothing between', input: [3], ids: 4, after: (prev) => tiedEmbedding(4, 3)((x) => x)(prev) },
    ],
    types: {
      infers: ['pipe(ids([2, 3]), tiedEmbedding(5, 4)((x) => pipe(x, dense(4))))', 'readonly [2, 3, 5]'],
      refuses: ['pipe(ids([2, 3]), tiedEmbedding(5, 4)((x) => pipe(x, dense(3))))', `Type '3' is not assignable to type '4'.`],
    },
  },
]
