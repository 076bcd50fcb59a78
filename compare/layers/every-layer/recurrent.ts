import { relu } from '../../../src/layers/activations/relu.ts'
import { dense } from '../../../src/layers/affine/dense.ts'
import { embedding } from '../../../src/layers/attention/embedding.ts'
import { bidirectional } from '../../../src/layers/recurrent/bidirectional.ts'
import { gru } from '../../../src/layers/recurrent/gru.ts'
import { lstm } from '../../../src/layers/recurrent/lstm.ts'
import { maskPadding, maskSteps } from '../../../src/layers/recurrent/masking.ts'
import { recurrent as recurrentOf } from '../../../src/layers/recurrent/recurrent.ts'
import { simpleRnn } from '../../../src/layers/recurrent/simple-rnn.ts'
import { layerFaults } from '../../layer-faults.ts'
import { elman } from '../elman.ts'
import type { AnyNet, LayerRow } from '../row.ts'

/** A block for a network whose types are not known. */
const block = (...stages: readonly ((prev: AnyNet) => AnyNet)[]) => (x: AnyNet): AnyNet => stages.reduce((net, stage) => stage(net), x)

const common = { family: 'recurrent', joins: 'its own inputs', slope: 'smooth', whole: false, rows: 'alone' } as const

/** A cell that adds up its input, on one line. */
const summing = `([n, i]) => ({ name: 'sum', init: () => ({}), start: (ops) => ops.fill([n, i], 0), `
  + 'step: (ops) => (_q, h, x) => [ops.add(h, x), ops.add(h, x), (dh, dy) => [{}, ops.add(dh, dy), ops.add(dh, dy)]] })'

/** What the compiler says of sequences with an axis too few. */
const needsTime = 'Source has 2 element(s) but target requires 3.'

export const recurrent: readonly LayerRow[] = [
  {
    ...common, name: 'simpleRnn',
    variants: [
      { about: '', input: [2, 3, 4], after: (prev) => simpleRnn(3)(prev) },
      { about: 'reverse', input: [2, 3, 2], after: (prev) => simpleRnn(3, { reverse: true })(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 3, 4]), simpleRnn(5))', 'readonly [2, 3, 5]'],
      refuses: ['pipe(input([2, 4]), simpleRnn(5))', needsTime],
    },
  },
  {
    ...common, name: 'lstm',
    variants: [
      { about: '', input: [2, 3, 4], after: (prev) => lstm(3)(prev) },
      { about: 'tfjsHardSigmoid', input: [2, 3, 2], after: (prev) => lstm(2, { recurrentActivation: 'tfjsHardSigmoid', unitForgetBias: false })(prev) },
      { about: 'reverse', input: [2, 3, 2], after: (prev) => lstm(2, { reverse: true })(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 3, 4]), lstm(5))', 'readonly [2, 3, 5]'],
      refuses: ['pipe(input([2, 4]), lstm(5))', needsTime],
    },
  },
  {
    ...common, name: 'gru',
    variants: [
      { about: '', input: [2, 3, 4], after: (prev) => gru(3)(prev) },
      { about: 'reset before', input: [2, 3, 4], after: (prev) => gru(3, { resetAfter: false })(prev) },
      {
        about: 'reset before, tfjsHardSigmoid', input: [2, 3, 2],
        after: (prev) => gru(2, { resetAfter: false, recurrentActivation: 'tfjsHardSigmoid' })(prev),
      },
      { about: 'reverse', input: [2, 3, 2], after: (prev) => gru(2, { reverse: true })(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 3, 4]), gru(5))', 'readonly [2, 3, 5]'],
      refuses: ['pipe(input([2, 4]), gru(5))', needsTime],
    },
  },
  {
    ...common, name: 'recurrent',
    variants: [
      { about: '', input: [2, 3, 4], after: (prev) => recurrentOf(3, elman)(prev) },
      { about: 'reverse', input: [2, 3, 2], after: (prev) => recurrentOf(2, elman, { reverse: true })(prev) },
    ],
    types: {
      infers: [`pipe(input([2, 3, 4]), recurrent(4, ${summing}))`, 'readonly [2, 3, 4]'],
      refuses: [`pipe(input([2, 3, 4]), recurrent(5, ${summing}))`, `Type '5' is not assignable to type '4'.`],
    },
  },
  {
    ...common, name: 'bidirectional',
    variants: [
      { about: '', input: [2, 3, 4], after: (prev) => bidirectional(lstm(2))(prev) },
      { about: 'of a GRU', input: [2, 3, 2], after: (prev) => bidirectional(gru(2, { resetAfter: false }))(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 3, 4]), bidirectional(lstm(5)))', 'readonly [2, 3, 10]'],
      refuses: [
        'pipe(input([2, 3, 4]), bidirectional(dense(5)))',
        `but required in type 'StatefulRecurrentStage<Count, number, Float<readonly [5]>, string>'.`,
      ],
    },
  },
  {
    ...common, name: 'maskPadding',
    variants: [
      { about: '', input: [3, 4], ids: 3, after: (prev) => maskPadding(0, block(embedding(3, 2), lstm(2)))(prev) },
      {
        about: 'another id, both directions', input: [3, 4], ids: 3,
        after: (prev) => maskPadding(2, block(embedding(3, 2), bidirectional(gru(2, { resetAfter: false }))))(prev),
      },
    ],
    types: {
      infers: ['pipe(ids([2, 3]), maskPadding(0, (x) => pipe(x, embedding(4, 5), lstm(6))))', 'readonly [2, 3, 6]'],
      refuses: ['pipe(ids([4]), maskPadding(0, (x) => pipe(x, embedding(4, 5), lstm(6))))', 'Source has 1 element(s) but target requires 2.'],
    },
  },
  {
    ...common, name: 'maskSteps', slope: 'kinked',
    faults: [layerFaults.anyOnTheTape],
    variants: [
      { about: '', input: [2, 3, 2], after: (prev) => maskSteps(0, block(lstm(2)))(prev) },
      {
        about: 'where steps are missing', input: [2, 5, 2],
        after: (prev) => maskSteps(0, block(dense(1), relu, maskSteps(0, block(gru(2, { resetAfter: false }), simpleRnn(2, { reverse: true })))))(prev),
      },
    ],
    types: {
      infers: ['pipe(input([2, 3, 4]), maskSteps(0, (x) => pipe(x, lstm(6))))', 'readonly [2, 3, 6]'],
      refuses: ['pipe(input([2, 4]), maskSteps(0, (x) => pipe(x, lstm(6))))', needsTime],
    },
  },
]
